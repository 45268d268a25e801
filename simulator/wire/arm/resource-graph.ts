import { z } from 'zod';
import { loadBalancerToArm } from '../../azure/to-arm-load-balancer.ts';
import { groupToArm, publicIpToArm } from '../../azure/to-arm-network.ts';
import { nodeResourceGroupOf } from '../../kernel/settings.ts';
import type { World } from '../../kernel/world.ts';
import { type ArmAnswer, type ArmContext, armError } from './arm-context.ts';
import { scaleSetToArm } from './compute-bodies.ts';
import { type Row, runGraphQuery } from './graph-query.ts';
import { GraphQueryError } from './graph-tokens.ts';
import { managedClusterToArm } from './managed-cluster-body.ts';

const requestSchema = z.looseObject({
  query: z.string(),
  subscriptions: z.array(z.string()).optional(),
  options: z.looseObject({ $skipToken: z.string().optional(), $top: z.number().optional() }).optional(),
});

function resources(world: World): Row[] {
  const { settings } = world;
  const common = {
    subscriptionId: settings.subscriptionId,
    tenantId: '00000000-0000-0000-0000-000000000000',
    kind: '',
  };
  const cluster = { ...managedClusterToArm(world), ...common, resourceGroup: settings.resourceGroup.toLowerCase() };
  const group = nodeResourceGroupOf(settings).toLowerCase();
  const others = [
    ...[...world.cloud.loadBalancers.values()].map((lb) => loadBalancerToArm(world, lb)),
    ...[...world.cloud.publicIps.values()].map((ip) => publicIpToArm(world, ip)),
    ...[...world.cloud.securityGroups.values()].map((one) => groupToArm(world, one)),
    ...settings.pools.map((pool) => scaleSetToArm(world, pool)),
  ];
  const lower = <T extends { type: string }>(one: T) => ({ ...one, type: one.type.toLowerCase() });
  return [lower(cluster), ...others.map((one) => ({ ...lower(one), ...common, resourceGroup: group }))];
}

/** The error of a query that cannot be run, in the shape of Resource Graph's own. */
const refuseQuery = (message: string): ArmAnswer => ({
  status: 400,
  body: {
    error: {
      code: 'BadRequest',
      message: 'Please provide below info when asking for support.',
      details: [{ code: 'InvalidQuery', message: `Query is invalid: ${message}.` }],
    },
  },
});

function rowsOf(context: ArmContext, query: string): readonly Row[] | ArmAnswer {
  try {
    return runGraphQuery(query, resources(context.world));
  } catch (error) {
    if (error instanceof GraphQueryError) return refuseQuery(error.message);
    throw error;
  }
}

/** Inventory of the subscription, by the part of the query language that is understood. */
export function queryResourceGraph(context: ArmContext, body: string): ArmAnswer {
  let raw: unknown;
  try {
    raw = JSON.parse(body);
  } catch {
    return armError(400, 'InvalidRequest', 'the body must be JSON');
  }
  const request = requestSchema.safeParse(raw);
  if (!request.success) return armError(400, 'InvalidRequest', 'a query is required');
  const { subscriptions } = request.data;
  const isAsked = subscriptions === undefined || subscriptions.includes(context.world.settings.subscriptionId);
  const rows = rowsOf(context, request.data.query);
  if ('status' in rows) return rows;
  const found = isAsked ? rows : [];
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
