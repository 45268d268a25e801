import type { Finding } from '../../lib/report/finding.ts';
import type { HopId } from '../url-state.ts';
import { frontendHop, poolHop, probeHop, ruleHop } from './azure-hops.ts';
import { endpointHop, kubeProxyHop, nodeHop, podHop } from './cluster-hops.ts';
import { findingHop } from './finding-hops.ts';
import { type Hop, type HopFact, worseHopState } from './hop.ts';
import type { LadderInput } from './ladder-input.ts';

export interface PathLadder {
  readonly hops: readonly Hop[];
  /** The hop where to look first: the first broken one, else the first with a warning. Null: none. */
  readonly first: HopId | null;
}

const readHop = [frontendHop, ruleHop, probeHop, poolHop, nodeHop, kubeProxyHop, endpointHop, podHop];

/**
 * The way of a connection, hop by hop, under the configured policy: what is known at each, what is wrong there, and
 * how to check it by hand. A hop is as bad as the worse of its own facts and the findings that sit there.
 */
export function preparePathLadder(input: LadderInput, findings: readonly Finding[]): PathLadder {
  const hops = readHop.map((read) => withFindings(read(input), findings));
  const first = hops.find((hop) => hop.state === 'broken') ?? hops.find((hop) => hop.state === 'warning');
  return { hops, first: first?.id ?? null };
}

function withFindings(hop: Hop, findings: readonly Finding[]): Hop {
  let { state, summary } = hop;
  const facts: HopFact[] = [];
  for (const finding of findings) {
    const place = findingHop(finding);
    if (place === null || place.hop !== hop.id) continue;
    const worse = worseHopState(state, place.state);
    if (worse !== state) summary = finding.code.replaceAll('-', ' ');
    state = worse;
    facts.push({ text: finding.title, known: finding.evidence[0]?.known ?? 'computed' });
  }
  return { ...hop, state, summary, facts: [...facts, ...hop.facts] };
}
