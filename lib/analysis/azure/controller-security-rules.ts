import type { NetworkSecurityGroup } from '../../snapshot/network-security-group.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { type AddressSpan, spansOf } from './address-spans.ts';
import { parseRange } from './ip-range.ts';
import { nodeSecurityGroups } from './node-security-groups.ts';

/** An allow rule that the controller wrote, or that carries such a name. */
export interface ControllerAllowRule {
  readonly name: string;
  readonly group: string;
  /** Lower-case; `*`: every protocol. */
  readonly protocol: string;
  readonly ports: readonly string[];
  /** Service tags and `*`, lower-case. */
  readonly tags: ReadonlySet<string>;
  readonly ranges: readonly AddressSpan[];
}

export interface ControllerSecurityRules {
  /** The group that holds them; the first one, should there be several. */
  readonly group: string;
  /** By destination, lower-case. */
  readonly allowing: ReadonlyMap<string, readonly ControllerAllowRule[]>;
  readonly denying: ReadonlySet<string>;
  /** Names of the rules with a destination, allowing or denying. */
  readonly namesByDestination: ReadonlyMap<string, readonly string[]>;
}

const PREFIX = 'k8s-azure-lb_';
const known = new WeakMap<readonly NetworkSecurityGroup[], ControllerSecurityRules | null>();

/**
 * What the controller has written into the groups that guard the nodes. Null: groups are not read, or none of them is
 * known to be the one it writes into. docs/model.md "Security rules".
 */
export function controllerSecurityRules(snapshot: Snapshot): ControllerSecurityRules | null {
  const groups = snapshot.azure.networkSecurityGroups;
  if (groups === null) return null;
  const before = known.get(groups);
  if (before !== undefined) return before;
  const made = indexRules(nodeSecurityGroups(snapshot) ?? []);
  known.set(groups, made);
  return made;
}

function indexRules(groups: readonly NetworkSecurityGroup[]): ControllerSecurityRules | null {
  const allowing = new Map<string, ControllerAllowRule[]>();
  const denying = new Set<string>();
  const namesByDestination = new Map<string, string[]>();
  let group: string | null = null;
  for (const { name, rules } of groups) {
    for (const rule of rules) {
      if (!rule.name.toLowerCase().startsWith(PREFIX) || rule.direction.toLowerCase() !== 'inbound') continue;
      group ??= name;
      const isAllow = rule.access.toLowerCase() === 'allow';
      const entry: ControllerAllowRule = {
        name: rule.name,
        group: name,
        protocol: rule.protocol.toLowerCase(),
        ports: rule.destinationPorts,
        tags: new Set(rule.sources.filter((text) => parseRange(text) === null).map((text) => text.toLowerCase())),
        ranges: spansOf(rule.sources.flatMap((text) => parseRange(text) ?? [])),
      };
      const deniesAll = !isAllow && rule.protocol === '*' && entry.tags.has('*') && rule.destinationPorts.includes('*');
      for (const text of rule.destinations) {
        const destination = text.toLowerCase();
        append(namesByDestination, destination, rule.name);
        if (isAllow) append(allowing, destination, entry);
        else if (deniesAll) denying.add(destination);
      }
    }
  }
  return group === null ? null : { group, allowing, denying, namesByDestination };
}

function append<T>(index: Map<string, T[]>, key: string, value: T): void {
  const list = index.get(key);
  if (list) list.push(value);
  else index.set(key, [value]);
}
