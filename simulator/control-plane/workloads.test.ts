import { describe, expect, it } from 'vitest';
import { applyAction } from '../actions/apply-action.ts';
import { advance } from '../kernel/run-world.ts';
import type { World } from '../kernel/world.ts';
import type { Pod } from '../objects/pod.ts';
import { deployment, loadBalancerService, START_AT, smallCluster } from '../testing/small-cluster.ts';

const podsOf = (world: World, app: string): Pod[] =>
  world.store.list('pods').filter((pod) => pod.metadata.labels?.app === app);

const poolsOf = (world: World, app: string): string[] =>
  podsOf(world, app).map((pod) => world.machines.get(pod.spec.nodeName ?? '')?.pool ?? 'none');

const labels = { app: 'web' };
const selector = { matchLabels: labels };
const template = (spec: object = {}) => ({ metadata: { labels }, spec: { containers: [{ name: 'web' }], ...spec } });
const manifest = (kind: string, spec: object) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'web', namespace: 'shop' },
  spec: { selector, ...spec },
});

describe('the scheduler', () => {
  it('keeps pods off tainted nodes unless they tolerate it', () => {
    expect(new Set(poolsOf(smallCluster([deployment('web', { replicas: 10 })]), 'web'))).toEqual(
      new Set(['system', 'apps']),
    );
    const tolerations = [
      { key: 'kubernetes.azure.com/scalesetpriority', operator: 'Equal', value: 'spot', effect: 'NoSchedule' },
    ];
    const spot = { tolerations, nodeSelector: { 'kubernetes.azure.com/scalesetpriority': 'spot' } };
    expect(new Set(poolsOf(smallCluster([deployment('web', { pod: spot })]), 'web'))).toEqual(new Set(['spot']));
  });

  it('places one pod per node under required anti-affinity and tells why the rest waits', () => {
    const affinity = {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { labelSelector: selector, topologyKey: 'kubernetes.io/hostname' },
        ],
      },
    };
    const world = smallCluster([deployment('web', { replicas: 6, pod: { affinity } })]);
    const placed = podsOf(world, 'web').filter((pod) => pod.spec.nodeName !== undefined);
    expect(new Set(placed.map((pod) => pod.spec.nodeName)).size).toBe(5);
    const waiting = podsOf(world, 'web').find((pod) => pod.spec.nodeName === undefined);
    const condition = waiting?.status.conditions?.find((one) => one.type === 'PodScheduled');
    expect(condition?.message).toBe(
      "0/7 nodes are available: 2 node(s) had untolerated taint(s), 5 node(s) didn't match pod anti-affinity rules.",
    );
  });

  it('lets a hard spread count tainted nodes as empty places unless told to honour taints', () => {
    const spread = (nodeTaintsPolicy?: string) => ({
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'DoNotSchedule',
          labelSelector: selector,
          ...(nodeTaintsPolicy ? { nodeTaintsPolicy } : {}),
        },
      ],
    });
    const running = (policy?: string) =>
      podsOf(smallCluster([deployment('web', { replicas: 10, pod: spread(policy) })]), 'web').filter(
        (pod) => pod.spec.nodeName !== undefined,
      ).length;
    expect(running()).toBe(5);
    expect(running('Honor')).toBe(10);
  });

  it('finds a place for a waiting pod as soon as there is one', () => {
    const world = smallCluster([deployment('web', { replicas: 1, pod: { nodeSelector: { special: 'yes' } } })]);
    expect(podsOf(world, 'web')[0]?.spec.nodeName).toBeUndefined();
    const [node] = world.store.list('nodes');
    applyAction(world, { do: 'label', object: `Node ${node?.metadata.name}`, labels: { special: 'yes' } });
    advance(world, world.now + 15_000);
    expect(podsOf(world, 'web')[0]?.spec.nodeName).toBe(node?.metadata.name);
  });
});

describe('a StatefulSet', () => {
  it('makes its pods in order, with names of their own, and replaces them from the last', () => {
    const world = smallCluster([manifest('StatefulSet', { replicas: 3, template: template(), serviceName: 'web' })]);
    expect(podsOf(world, 'web').map((pod) => pod.metadata.name)).toEqual(['web-0', 'web-1', 'web-2']);
    const before = new Map(podsOf(world, 'web').map((pod) => [pod.metadata.name, pod.metadata.uid]));
    applyAction(world, { do: 'restart', workload: 'shop/web' });
    const replaced: string[] = [];
    for (let tick = 0; tick < 120; tick++) {
      advance(world, world.now + 500);
      for (const pod of podsOf(world, 'web'))
        if (pod.metadata.uid !== before.get(pod.metadata.name) && !replaced.includes(pod.metadata.name))
          replaced.push(pod.metadata.name);
    }
    expect(replaced).toEqual(['web-2', 'web-1', 'web-0']);
  });
});

describe('a DaemonSet', () => {
  it('has one pod on every node it belongs on, also on a new one', () => {
    const world = smallCluster([manifest('DaemonSet', { template: template() })]);
    expect(podsOf(world, 'web')).toHaveLength(5);
    applyAction(world, { do: 'add-node', pool: 'apps', count: 1 });
    advance(world, world.now + 90_000);
    expect(podsOf(world, 'web')).toHaveLength(6);
    expect(world.store.get('daemonsets', 'shop/web')?.status).toMatchObject({
      desiredNumberScheduled: 6,
      numberReady: 6,
    });
  });
});

describe('EndpointSlices', () => {
  it('hold at most a hundred endpoints each and lose none', () => {
    const world = smallCluster([deployment('web', { replicas: 230 }), loadBalancerService('web', 'web')]);
    const slices = world.store.indexed('endpointslices', 'service', 'shop/web');
    expect(slices.map((slice) => slice.endpoints.length).sort((a, b) => b - a)).toEqual([100, 100, 30]);
    applyAction(world, { do: 'scale', workload: 'shop/web', replicas: 20 });
    advance(world, world.now + 60_000);
    const left = world.store.indexed('endpointslices', 'service', 'shop/web').flatMap((slice) => slice.endpoints);
    expect(left).toHaveLength(20);
    expect(left.every((endpoint) => endpoint.conditions.ready)).toBe(true);
  });
});

describe('deleting', () => {
  it('a deployment takes its pods along, a Service its Azure objects, a namespace everything', () => {
    const world = smallCluster([deployment('web'), loadBalancerService('web', 'web')]);
    expect(world.cloud.loadBalancers.get('kubernetes')?.rules).toHaveLength(1);
    applyAction(world, { do: 'delete', object: 'Service shop/web' });
    applyAction(world, { do: 'delete', object: 'Deployment shop/web' });
    advance(world, START_AT + 60_000);
    expect(podsOf(world, 'web')).toEqual([]);
    const lb = world.cloud.loadBalancers.get('kubernetes');
    expect([lb?.rules, lb?.probes, lb?.frontends.length]).toEqual([[], [], 1]);
    expect([...world.cloud.publicIps.keys()].some((name) => name.startsWith('kubernetes-'))).toBe(false);
    expect(world.store.get('services', 'shop/web')).toBeUndefined();
    const cleared = smallCluster([deployment('web')]);
    applyAction(cleared, { do: 'delete', object: 'Namespace shop' });
    advance(cleared, START_AT + 60_000);
    expect(podsOf(cleared, 'web')).toEqual([]);
  });
});
