import type { GlossaryTerm } from '../glossary.ts';

/** Section of docs/model.md that says how it is computed, by the words of its heading. */
export const sectionOfTerm: Readonly<Record<GlossaryTerm, string>> = {
  frontend: 'Frontend matching',
  hostname: 'Hostnames',
  rule: 'Expected Azure state',
  probe: 'Probes',
  'backend pool': 'Pool membership',
  'pool member': 'Pool membership',
  node: 'Names and join',
  endpoint: 'Endpoint choice',
  'kube-proxy': 'Verdict for a packet',
  rotation: 'Pool membership',
  share: 'Traffic shares',
  'lost share': 'Traffic shares',
  'suspect share': 'Endpoints nobody answers for',
  'hottest pod': 'Imbalance',
  'fair share': 'Imbalance',
  'spot in path': 'Blast radius',
  status: 'Status of a Service',
  policy: 'Endpoint choice',
  'expected probe': 'Probes',
  'observed probe': 'Probes',
  forwards: 'Verdict for a packet',
  verdict: 'Verdict vocabulary',
  'blast radius': 'Blast radius',
  window: 'Windows',
  'mark-down': 'Time to detect',
  'cross node': 'Traffic shares',
  'cross zone': 'Traffic shares',
  'usable capacity': 'Imbalance',
  'client IP': 'Endpoint choice',
  drift: 'Drift',
};

/** Page of this product that is made from docs/model.md, at a section. */
export function modelPath(section: string): string {
  return `/docs/model#${section.toLowerCase().replace(/\s/g, '-')}`;
}
