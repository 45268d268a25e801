import Link from 'next/link';
import { HelpDialog } from '../keyboard/help-dialog.tsx';
import { SearchPalette } from '../search/search-palette.tsx';
import { Providers } from './providers.tsx';
import type { Theme } from './theme-preference.ts';
import { ThemeToggle } from './theme-toggle.tsx';

interface AppShellProps {
  readonly theme: Theme;
  readonly children: React.ReactNode;
}

/** What stands around every page and stays when a page fails. */
export function AppShell({ theme, children }: AppShellProps) {
  return (
    <Providers>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-raised px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <header className="border-b border-line bg-surface" data-print="hide">
        <div className="mx-auto flex h-10 max-w-[1680px] items-center gap-2 px-4">
          <Link href="/" className="flex items-center gap-2 font-semibold text-ink">
            <Mark />
            AKS ingress health
          </Link>
          <div className="ml-auto flex items-center gap-1">
            <SearchPalette />
            <HelpDialog />
            <ThemeToggle initial={theme} />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto max-w-[1680px] px-2 py-4 outline-none sm:px-4">
        {children}
      </main>
    </Providers>
  );
}

/** One frontend, three nodes, one of them lost. */
function Mark() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path d="M3 10h4M7 10 15 4M7 10h8M7 10l8 6" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="3" cy="10" r="2" fill="currentColor" />
      <circle cx="16" cy="4" r="2" className="fill-healthy" />
      <circle cx="16" cy="10" r="2" className="fill-healthy" />
      <path d="m14.4 14.4 3.2 3.2m0-3.2-3.2 3.2" className="stroke-failing" strokeWidth="1.75" />
    </svg>
  );
}
