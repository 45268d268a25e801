import { Command } from 'cmdk';
import { Box, Globe, type LucideIcon, Network, Route, Server, Split } from 'lucide-react';
import type { SearchHit } from '../../lib/report/search-report.ts';
import type { FoundHit } from './search-answer.ts';

const icons: Readonly<Record<SearchHit['kind'], LucideIcon>> = {
  host: Globe,
  address: Network,
  service: Split,
  node: Server,
  pod: Box,
  rule: Route,
};

interface PaletteHitProps {
  readonly hit: FoundHit;
  /** Names the cluster: the page is about none. */
  readonly withCluster: boolean;
  readonly onOpen: () => void;
}

export function PaletteHit({ hit, withCluster, onOpen }: PaletteHitProps) {
  const Icon = icons[hit.kind];
  return (
    <Command.Item
      value={`${hit.cluster} ${hit.href} ${hit.title}`}
      onSelect={onOpen}
      className="flex cursor-pointer items-start gap-2 rounded-md px-2 py-1 data-[selected=true]:bg-selected"
    >
      <Icon size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-soft" />
      <span className="grid min-w-0">
        <span className="font-mono text-xs leading-5 break-all">{hit.title}</span>
        <span className="line-clamp-2 text-soft">{withCluster ? `${hit.cluster} · ${hit.detail}` : hit.detail}</span>
      </span>
    </Command.Item>
  );
}
