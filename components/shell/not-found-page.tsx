import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { EmptyState } from '../ui/empty-state.tsx';

export interface NotFoundLink {
  readonly label: string;
  readonly href: string;
}

interface NotFoundPageProps {
  readonly title: string;
  readonly children?: React.ReactNode;
  readonly links: readonly NotFoundLink[];
}

/** Says what is not there, why that may be, and where to go from here. */
export function NotFoundPage({ title, children, links }: NotFoundPageProps) {
  return (
    <EmptyState icon={SearchX} title={title} heading="h1">
      {children}
      <ul className="grid gap-1 pt-4">
        {links.map((link) => (
          <li key={link.href}>
            <Link href={link.href} prefetch={false}>
              {link.label}
            </Link>
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}
