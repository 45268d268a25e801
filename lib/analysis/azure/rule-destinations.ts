import type { SecurityRule } from '../../snapshot/network-security-group.ts';
import { type AddressRange, contains, parseRange } from './ip-range.ts';

/** Where a security rule lets packets go, read once: a rule of the controller may name thousands of addresses. */
export interface RuleDestinations {
  readonly everywhere: boolean;
  /** Single addresses by width. */
  readonly addresses: Readonly<Record<32 | 128, ReadonlySet<bigint>>>;
  readonly ranges: readonly AddressRange[];
  readonly virtualNetwork: boolean;
  /** Service tags and groups: addresses that nobody lists here. */
  readonly others: boolean;
}

const known = new WeakMap<SecurityRule, RuleDestinations>();

export function ruleDestinations(rule: SecurityRule): RuleDestinations {
  const before = known.get(rule);
  if (before) return before;
  const addresses = { 32: new Set<bigint>(), 128: new Set<bigint>() };
  const ranges: AddressRange[] = [];
  let everywhere = false;
  let virtualNetwork = false;
  let others = false;
  for (const text of rule.destinations) {
    const tag = text.toLowerCase();
    const range = parseRange(text);
    if (tag === '*' || tag === 'any') everywhere = true;
    else if (range !== null && range.prefix === range.width) addresses[range.width].add(range.bits);
    else if (range !== null) ranges.push(range);
    else if (tag === 'virtualnetwork') virtualNetwork = true;
    else others = true;
  }
  const made = { everywhere, addresses, ranges, virtualNetwork, others };
  known.set(rule, made);
  return made;
}

/** Whether all of a range is among what the rule lists; tags are another matter. */
export function listsDestination({ addresses, ranges }: RuleDestinations, to: AddressRange): boolean {
  return (to.prefix === to.width && addresses[to.width].has(to.bits)) || ranges.some((range) => contains(range, to));
}
