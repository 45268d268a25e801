'use client';

import { Command } from 'cmdk';
import { usePathname, useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { groupHits } from './group-hits.ts';
import { PaletteHit } from './palette-hit.tsx';
import { clusterOfPath, type FoundHit } from './search-answer.ts';
import { type Search, useSearch } from './use-search.ts';

interface PaletteBodyProps {
  readonly onDone: () => void;
}

/** The box and what it finds. The server decides what fits and in which order. */
export function PaletteBody({ onDone }: PaletteBodyProps) {
  const [typed, setTyped] = useState('');
  const router = useRouter();
  const cluster = clusterOfPath(usePathname());
  const search = useSearch(cluster, typed);
  // What is shown while the server looks answers an earlier question.
  const open = (hit: FoundHit) => {
    if (search.state === 'loading') return;
    onDone();
    router.push(hit.href);
  };
  return (
    <Command label="Find" shouldFilter={false} loop className="flex min-h-0 flex-col">
      <Command.Input
        ref={focusWhenShown}
        value={typed}
        onValueChange={setTyped}
        placeholder="URL, host, IP address, Service, node, pod or rule"
        className="h-11 w-full shrink-0 border-b border-line bg-transparent px-4 text-base placeholder:text-soft focus-visible:outline-offset-[-2px]"
      />
      <Command.List label="Found" className="h-[min(60dvh,420px)] overflow-y-auto p-2">
        {groupHits(search.answer?.hits ?? []).map(({ kind, heading, hits }) => (
          <Command.Group key={kind} heading={heading} className={groupClass}>
            {hits.map((hit) => (
              <PaletteHit
                key={`${hit.cluster} ${hit.href} ${hit.title}`}
                hit={hit}
                withCluster={cluster === null}
                onOpen={() => open(hit)}
              />
            ))}
          </Command.Group>
        ))}
      </Command.List>
      <Status search={search} />
    </Command>
  );
}

const groupClass =
  '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-soft';

/** The browser gives the focus of an opening dialog to whoever has this attribute, which React does not write. */
function focusWhenShown(input: HTMLInputElement | null): void {
  input?.setAttribute('autofocus', '');
  input?.focus();
}

function Status({ search }: { readonly search: Search }) {
  return (
    <div className="flex min-h-10 shrink-0 items-center gap-3 border-t border-line px-4 py-2 text-soft">
      <p role="status" className="min-w-0 flex-1">
        {statusText(search)}
      </p>
      {search.state === 'failed' && <Button onClick={search.retry}>Try again</Button>}
    </div>
  );
}

function statusText({ state, answer }: Search): string {
  switch (state) {
    case 'idle':
      return 'Paste what failed, or type the beginning of a name or an address.';
    case 'loading':
      return 'Looking…';
    case 'failed':
      return 'The server did not answer. What was found before is kept.';
    case 'ready': {
      const count = answer?.hits.length ?? 0;
      if (count === 0) return `Nothing here is called “${answer?.query}”, or has it as its address or host.`;
      if (answer?.more) return `The best ${count}; type on for fewer.`;
      return count === 1 ? '1 found.' : `${count} found.`;
    }
  }
}
