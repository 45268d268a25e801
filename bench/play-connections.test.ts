import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Fixture, listFixtures, readFixture } from '../fixtures/read-fixture.ts';
import { packetFate } from './play/kube-proxy.ts';
import { playConnections, type RawWorld } from './play-connections.ts';
import type { ArmLoadBalancer } from './wire/arm-objects.ts';
import type { WireEndpointSlice, WireNode, WireService } from './wire/kubernetes-objects.ts';

const frontendSchema = z.object({
  outcome: z.enum(['accept', 'drop', 'reject']),
  landed: z.record(z.string(), z.number()),
  connections: z.number(),
});

const measuredSchema = z.object({
  machinesDead: z.array(z.string()),
  kubeProxyStopped: z.array(z.string()),
  kubeProxyFrozen: z.array(z.string()),
  services: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      nodes: z.array(
        z.object({
          node: z.string(),
          nodeObject: z.string().optional(),
          healthCheckNodePort: z.object({ result: z.string() }).nullable(),
          nodePort: z.record(z.string(), z.string()),
          frontend: frontendSchema,
        }),
      ),
    }),
  ),
});

function isObject(item: unknown): boolean {
  return typeof item === 'object' && item !== null;
}

/** Recorded files hold what a real API server and the cloud controller printed, so their items are of these types. */
const recorded = {
  node: z.custom<WireNode>(isObject),
  service: z.custom<WireService>(isObject),
  endpointSlice: z.custom<WireEndpointSlice>(isObject),
  loadBalancer: z.custom<ArmLoadBalancer>(isObject),
  pod: z.object({ metadata: z.object({ name: z.string() }), status: z.object({ podIP: z.string().optional() }) }),
};

function itemsOf<T>(fixture: Fixture, file: string, item: z.ZodType<T>): readonly T[] {
  const list = z.union([z.object({ items: z.array(item) }), z.object({ value: z.array(item) })]);
  const read = list.parse(JSON.parse(fixture.files.get(file) ?? '{}'));
  return 'items' in read ? read.items : read.value;
}

function worldOf(fixture: Fixture): RawWorld {
  const services = itemsOf(fixture, 'kubernetes/services.json', recorded.service);
  const slices = itemsOf(fixture, 'kubernetes/endpointslices.json', recorded.endpointSlice);
  return {
    nodes: itemsOf(fixture, 'kubernetes/nodes.json', recorded.node),
    services: services.filter((service) => service.spec.type === 'LoadBalancer'),
    endpointSlices: slices.filter((slice) => slice.addressType === 'IPv4'),
    loadBalancers: itemsOf(fixture, 'azure/loadbalancers.json', recorded.loadBalancer),
  };
}

/** States that API objects show: nothing dead or stopped behind their back, no client filter. */
async function visibleStates() {
  const states = await Promise.all(
    listFixtures('dataplane').map(async (name) => {
      const fixture = await readFixture(name);
      const pods = itemsOf(fixture, 'kubernetes/pods.json', recorded.pod);
      const podAt = new Map(pods.map(({ metadata, status }) => [status.podIP, metadata.name]));
      return { name, world: worldOf(fixture), podAt, measured: measuredSchema.parse(fixture.measured) };
    }),
  );
  return states.filter(({ world, measured: { machinesDead, kubeProxyStopped, kubeProxyFrozen } }) => {
    const hidden = machinesDead.length + kubeProxyStopped.length + kubeProxyFrozen.length;
    return hidden === 0 && !world.services.some((service) => service.spec.loadBalancerSourceRanges);
  });
}

const states = await visibleStates();

function measuredNodes({ world, measured }: (typeof states)[number]) {
  return measured.services.flatMap((seen) => {
    const service = world.services.find(
      ({ metadata }) => metadata.namespace === seen.namespace && metadata.name === seen.name,
    );
    const port = service?.spec.ports[0];
    if (!service || !port) throw new Error(`no Service ${seen.namespace}/${seen.name} with a port`);
    return seen.nodes.flatMap((node) => {
      const object = world.nodes.find(({ metadata }) => metadata.name === node.node);
      return object === undefined ? [] : [{ service, port, object, node }];
    });
  });
}

describe('connections played from raw objects', () => {
  test('the recordings hold many states to compare with', () => {
    expect(states.length).toBeGreaterThan(25);
    expect(states.flatMap(measuredNodes).length).toBeGreaterThan(400);
  });

  test.each(states)('$name: every node forwards and answers probes as the real kube-proxy did', (state) => {
    const played = measuredNodes(state).map(({ service, port, object }) => {
      const { nodes } = playConnections(state.world, service, port, { count: 0, seed: 0 });
      const node = nodes.get(object.metadata.name);
      return { node: object.metadata.name, forwards: node?.forwards, probe: node?.probe };
    });
    const real = measuredNodes(state).map(({ port, object, node }, index) => {
      const answer = node.healthCheckNodePort?.result ?? node.nodePort[String(port.nodePort)];
      const probe =
        played[index]?.probe === 'unprobed' ? 'unprobed' : answer === '200' || answer === 'open' ? 'up' : 'down';
      return { node: object.metadata.name, forwards: node.frontend.outcome, probe };
    });
    expect(played).toEqual(real);
  });

  test.each(states)('$name: real connections landed evenly on the endpoints a node chooses from', (state) => {
    for (const { service, port, object, node } of measuredNodes(state)) {
      // The few clients of the lab stick to their endpoints.
      if (service.spec.sessionAffinity === 'ClientIP') continue;
      const { choices } = packetFate(service, port, state.world.endpointSlices, object);
      const { landed } = node.frontend;
      const fair = Object.values(landed).reduce((sum, count) => sum + count, 0) / Math.max(1, choices.length);
      const deviations = choices.map(({ address }) => Math.abs((landed[state.podAt.get(address) ?? ''] ?? 0) - fair));
      const tolerance = 5 * Math.sqrt(fair * (1 - 1 / Math.max(1, choices.length))) + 1e-6;
      expect(Math.max(0, ...deviations)).toBeLessThanOrEqual(tolerance);
    }
  });
});
