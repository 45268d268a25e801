import { z } from 'zod';
import { loadBalancerToArm } from '../../azure/to-arm-load-balancer.ts';
import { publicIpToArm } from '../../azure/to-arm-network.ts';
import { nodeResourceGroupOf } from '../../kernel/settings.ts';
import type { World } from '../../kernel/world.ts';
import { type ArmAnswer, type ArmContext, armError } from './arm-context.ts';
import { managedClusterToArm } from './managed-cluster-body.ts';

const requestSchema = z.looseObject({
  query: z.string(),
  options: z.looseObject({ $skipToken: z.string().optional(), $top: z.number().optional() }).optional(),
});

function resources(world: World): Record<string, unknown>[] {
  const { settings } = world;
  const common = {
    subscriptionId: settings.subscriptionId,
    tenantId: '00000000-0000-0000-0000-000000000000',
    kind: '',
  };
  const cluster = { ...managedClusterToArm(world), ...common, resourceGroup: settings.resourceGroup.toLowerCase() };
  const group = nodeResourceGroupOf(settings).toLowerCase();
  const network = [
    ...[...world.cloud.loadBalancers.values()].map((lb) => loadBalancerToArm(world, lb)),
    ...[...world.cloud.publicIps.values()].map((ip) => publicIpToArm(world, ip)),
  ];
  const lower = <T extends { type: string }>(one: T) => ({ ...one, type: one.type.toLowerCase() });
  return [lower(cluster), ...network.map((one) => ({ ...lower(one), ...common, resourceGroup: group }))];
}

/** The types a query asks for: the one thing about its text that is understood. */
const typesOf = (query: string): string[] =>
  [...query.matchAll(/type\s*(?:=~|==)\s*'([^']+)'/gi)].map((match) => (match[1] ?? '').toLowerCase());

/** Inventory for the simple questions: all resources of the types a query names, whole. It does not run the query language. */
export function queryResourceGraph(context: ArmContext, body: string): ArmAnswer {
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    return armError(400, 'InvalidRequest', 'the body must be JSON');
  }
  const request = requestSchema.safeParse(raw);
  if (!request.success) return armError(400, 'InvalidRequest', 'a query is required');
  const wanted = typesOf(request.data.query);
  const found = resources(context.world).filter((one) => wanted.length === 0 || wanted.includes(String(one.type)));
  const top = request.data.options?.$top ?? 1_000;
  const skip = Number(request.data.options?.$skipToken ?? 0);
  const data = found.slice(skip, skip + top);
  const next = skip + data.length;
  const token = next < found.length ? { $skipToken: `${next}` } : {};
  return {
    status: 200,
    body: { totalRecords: found.length, count: data.length, data, facets: [], resultTruncated: 'false', ...token },
    headers: { 'x-ms-user-quota-remaining': '14', 'x-ms-user-quota-resets-after': '00:00:05' },
  };
}
