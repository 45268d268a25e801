import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { World } from '../kernel/world.ts';
import { fromTimestamp } from '../objects/timestamps.ts';
import { jsonIn, listFixtures, readFixture } from '../testing/read-fixture.ts';
import { worldOfRecording } from '../testing/world-of-recording.ts';
import { isInternal } from './annotations.ts';
import { ensureLoadBalancer } from './ensure-load-balancer.ts';
import { SyncError } from './expected-probes.ts';
import { baseName } from './names.ts';
import { reconcileSecurityRules } from './security-rules.ts';
import { loadBalancerToArm } from './to-arm-load-balancer.ts';
import { groupToArm } from './to-arm-network.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/controller');
const fixtures = listFixtures(FOLDER);

const idName = z.looseObject({ id: z.string() }).transform((one) => one.id.split('/').at(-1));
const part = z.looseObject({ name: z.string(), properties: z.record(z.string(), z.unknown()) });
const lbSchema = z.looseObject({
  name: z.string(),
  properties: z.looseObject({
    loadBalancingRules: z.array(part),
    probes: z.array(part),
    frontendIPConfigurations: z.array(part),
    backendAddressPools: z.array(part),
  }),
});
const armList = z.object({ value: z.array(lbSchema) });
const groups = z.object({
  value: z.array(z.looseObject({ properties: z.looseObject({ securityRules: z.array(part) }) })),
});
type Part = z.infer<typeof part>;

/** A priority is the first that was free, which depends on Services that came and went before. */
/** References as names: ids differ in the case of the resource group. Back-references and IPs are the platform's. */
function plain({ name, properties }: Part) {
  const { loadBalancingRules: _rules, privateIPAddress: _ip, publicIPAddress, ...rest } = properties;
  const references = Object.entries(rest).map(([key, value]) => {
    const one = idName.safeParse(value);
    return [key, one.success ? one.data : value];
  });
  const pip = idName.safeParse(publicIPAddress);
  return { name, ...Object.fromEntries(references), ...(pip.success ? { publicIp: pip.data } : {}) };
}

const byName = <T extends { name: string }>(items: readonly T[]) =>
  [...items].sort((a, b) => a.name.localeCompare(b.name));

function summary(loadBalancers: z.infer<typeof armList>['value'], bases: readonly string[]) {
  const isOwn = (one: Part) =>
    bases.some((base) => one.name.startsWith(base)) || one.name.startsWith('cluster-service-shared');
  return byName(loadBalancers)
    .map((lb) => ({
      name: lb.name,
      rules: byName(lb.properties.loadBalancingRules.filter(isOwn).map(plain)),
      probes: byName(lb.properties.probes.filter(isOwn).map(plain)),
      frontends: byName(lb.properties.frontendIPConfigurations.filter(isOwn).map(plain)),
      pools: byName(lb.properties.backendAddressPools)
        .filter((pool) =>
          lb.properties.loadBalancingRules.some(
            (rule) => isOwn(rule) && idName.safeParse(rule.properties.backendAddressPool).data === pool.name,
          ),
        )
        .map((pool) => ({ name: pool.name, members: membersOf(pool) })),
    }))
    .filter((lb) => lb.rules.length > 0);
}

function membersOf(pool: Part): string[] {
  const nics = z
    .array(z.object({ id: z.string() }))
    .catch([])
    .parse(pool.properties.backendIPConfigurations);
  const ips = z
    .array(z.looseObject({ properties: z.looseObject({ ipAddress: z.string().optional() }) }))
    .catch([])
    .parse(pool.properties.loadBalancerBackendAddresses);
  return [...nics.map((one) => one.id.toLowerCase()), ...ips.flatMap((one) => one.properties.ipAddress ?? [])].sort();
}

function reconcile(world: World): void {
  const services = world.store
    .list('services')
    .filter((service) => service.spec.type === 'LoadBalancer' && service.spec.loadBalancerClass === undefined)
    .sort(
      (a, b) =>
        fromTimestamp(a.metadata.creationTimestamp) - fromTimestamp(b.metadata.creationTimestamp) ||
        a.metadata.name.localeCompare(b.metadata.name),
    );
  for (const service of services) {
    try {
      ensureLoadBalancer(world, service);
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
    }
  }
  reconcileSecurityRules(world, services);
}

describe('the cloud controller makes of recorded Services what the real one made', () => {
  it('has recordings to compare with', () => {
    expect(fixtures.length).toBeGreaterThan(20);
  });

  it.each(fixtures)('$name', async ({ name, path }) => {
    const files = await readFixture(path);
    const world = worldOfRecording({ files, variant: name.split('/')[0] ?? '', case: name.split('/')[1] ?? '' });
    // The recorded taints came after the Services: a member that is tainted later stays in a pool of NICs.
    const tainted = world.store.list('nodes').filter((node) => node.spec.taints !== undefined);
    for (const node of tainted) world.store.put('nodes', { ...node, spec: { ...node.spec, taints: [] } }, 0);
    reconcile(world);
    for (const node of tainted) world.store.put('nodes', node, 0);
    reconcile(world);
    const services = world.store.list('services');
    const bases = services.map(baseName);
    const recorded = armList.parse(jsonIn(files, 'azure/loadbalancers.json'));
    const made = armList.parse({
      value: [...world.cloud.loadBalancers.values()].map((lb) => loadBalancerToArm(world, lb)),
    });
    expect(summary(made.value, bases)).toEqual(summary(recorded.value, bases));
    if (services.some(isInternal)) return;
    const rulesOf = (raw: unknown) =>
      groups
        .parse(raw)
        .value[0]?.properties.securityRules.map((rule) => ({ name: rule.name, ...rule.properties, priority: null }))
        .sort((a, b) => a.name.localeCompare(b.name));
    const group = [...world.cloud.securityGroups.values()].map((one) => groupToArm(world, one));
    expect(rulesOf({ value: group })).toEqual(rulesOf(jsonIn(files, 'azure/networksecuritygroups.json')));
  });
});
