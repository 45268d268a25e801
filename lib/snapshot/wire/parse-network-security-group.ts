import { z } from 'zod';
import { armName, armResourceGroup } from '../arm-id.ts';
import type { NetworkSecurityGroup, SecurityRule } from '../network-security-group.ts';
import { armInteger, referredId, subResource } from './arm-fields.ts';
import { armParser } from './arm-object.ts';
import { identity, listOf, text } from './wire-fields.ts';

const texts = listOf(z.string());

const ruleSchema = z.object({
  name: identity,
  access: identity,
  direction: identity,
  priority: armInteger,
  protocol: identity,
  sourceAddressPrefix: text,
  sourceAddressPrefixes: texts,
  sourceApplicationSecurityGroups: listOf(subResource),
  sourcePortRange: text,
  sourcePortRanges: texts,
  destinationAddressPrefix: text,
  destinationAddressPrefixes: texts,
  destinationApplicationSecurityGroups: listOf(subResource),
  destinationPortRange: text,
  destinationPortRanges: texts,
});

const schema = z.object({
  id: identity,
  name: text,
  securityRules: listOf(ruleSchema),
  defaultSecurityRules: listOf(ruleSchema),
});

type Texts = readonly (string | null | undefined)[] | null | undefined;

/** ARM writes one value in one field and several in another, and the unused one empty. */
function together(one: string | null | undefined, ...many: readonly Texts[]): readonly string[] {
  const all = [one, ...many.flatMap((each) => each ?? [])];
  return [...new Set(all.filter((value): value is string => value !== null && value !== undefined && value !== ''))];
}

function toRule(wire: z.output<typeof ruleSchema>): SecurityRule {
  const sourceGroups = wire.sourceApplicationSecurityGroups?.map(referredId);
  const destinationGroups = wire.destinationApplicationSecurityGroups?.map(referredId);
  return {
    name: wire.name,
    access: wire.access,
    direction: wire.direction,
    priority: wire.priority,
    protocol: wire.protocol,
    sources: together(wire.sourceAddressPrefix, wire.sourceAddressPrefixes, sourceGroups),
    sourcePorts: together(wire.sourcePortRange, wire.sourcePortRanges),
    destinations: together(wire.destinationAddressPrefix, wire.destinationAddressPrefixes, destinationGroups),
    destinationPorts: together(wire.destinationPortRange, wire.destinationPortRanges),
  };
}

function toNetworkSecurityGroup(wire: z.output<typeof schema>): NetworkSecurityGroup {
  return {
    id: wire.id,
    name: wire.name || armName(wire.id),
    resourceGroup: armResourceGroup(wire.id) ?? '',
    rules: [...(wire.securityRules ?? []), ...(wire.defaultSecurityRules ?? [])].map(toRule),
  };
}

export const parseNetworkSecurityGroup = armParser(
  'NetworkSecurityGroup',
  'networkSecurityGroups',
  schema,
  toNetworkSecurityGroup,
);
