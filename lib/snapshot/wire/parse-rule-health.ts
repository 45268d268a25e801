import { z } from 'zod';
import type { BackendHealth, RuleHealth } from '../probes-part.ts';
import { optionalInteger } from './arm-fields.ts';
import { armParser } from './arm-object.ts';
import type { Parsed } from './parsed.ts';
import { listOf, text, timestamp } from './wire-fields.ts';

/** A string in the REST body, an object with an id in what the SDK prints. */
const ipConfigurationId = z.union([z.string(), z.object({ id: text })], 'expected an id').nullish();

const backendSchema = z.object({
  ipAddress: text,
  networkInterfaceIPConfigurationId: ipConfigurationId,
  state: text,
  reason: text,
  // Only a bundle of this tool has it.
  since: timestamp,
});

const schema = z
  .object({ up: optionalInteger, down: optionalInteger, loadBalancerBackendAddresses: listOf(backendSchema) })
  .refine((wire) => wire.loadBalancerBackendAddresses || (wire.up === 0 && wire.down === 0), {
    path: ['loadBalancerBackendAddresses'],
    message: 'expected the backends of the rule',
  });

type WireBackend = z.output<typeof backendSchema>;

function idOf(reference: WireBackend['networkInterfaceIPConfigurationId']): string | null {
  return (typeof reference === 'string' ? reference : reference?.id) || null;
}

function toBackendHealth(wire: WireBackend): BackendHealth {
  return {
    ipAddress: wire.ipAddress || null,
    networkInterfaceIPConfigurationId: idOf(wire.networkInterfaceIPConfigurationId),
    state: wire.state ?? '',
    reason: wire.reason ?? '',
    since: wire.since || null,
  };
}

const parseBackends = armParser('RuleHealth', null, schema, (wire) =>
  (wire.loadBalancerBackendAddresses ?? []).map(toBackendHealth),
);

/** An answer of the per-rule health API. It does not say which rule it is of, nor when it was true. */
export function parseRuleHealth(
  raw: unknown,
  of: { readonly loadBalancer: string; readonly rule: string; readonly observedAt: string },
): Parsed<RuleHealth> {
  const { loadBalancer, rule, observedAt } = of;
  const parsed = parseBackends(raw);
  if (parsed.ok) return { ok: true, value: { loadBalancer, rule, observedAt, backends: parsed.value } };
  return { ok: false, problem: { ...parsed.problem, object: `RuleHealth ${loadBalancer}/${rule}` } };
}
