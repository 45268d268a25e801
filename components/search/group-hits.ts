import type { SearchHit } from '../../lib/report/search-report.ts';
import type { FoundHit } from './search-answer.ts';

export interface HitGroup {
  readonly kind: SearchHit['kind'];
  readonly heading: string;
  readonly hits: readonly FoundHit[];
}

const headings: Readonly<Record<SearchHit['kind'], string>> = {
  host: 'Hosts',
  address: 'Frontend addresses',
  service: 'Services',
  node: 'Nodes',
  pod: 'Pods',
  rule: 'Load balancing rules',
};

/** Hits by kind: the kind of the best hit first, and within each the best first. */
export function groupHits(hits: readonly FoundHit[]): readonly HitGroup[] {
  const kinds = [...new Set(hits.map(({ kind }) => kind))];
  return kinds.map((kind) => ({ kind, heading: headings[kind], hits: hits.filter((hit) => hit.kind === kind) }));
}
