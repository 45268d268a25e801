import { type AddressSpan, spansOf } from '../azure/address-spans.ts';
import { parseRange } from '../azure/ip-range.ts';
import type { NodeFacts } from './node-facts.ts';

const known = new WeakMap<readonly NodeFacts[], readonly AddressSpan[]>();

/** Where pods get their addresses, as far as the nodes say it (`spec.podCIDRs`). Empty: they do not. */
export function podSpans(nodes: readonly NodeFacts[]): readonly AddressSpan[] {
  const before = known.get(nodes);
  if (before) return before;
  const spans = spansOf(nodes.flatMap(({ podCidrs }) => podCidrs.flatMap((text) => parseRange(text) ?? [])));
  known.set(nodes, spans);
  return spans;
}
