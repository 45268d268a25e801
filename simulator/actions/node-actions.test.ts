import { describe, expect, it } from 'vitest';
import { advance } from '../kernel/run-world.ts';
import type { World } from '../kernel/world.ts';
import { deployment, loadBalancerService, START_AT, smallCluster } from '../testing/small-cluster.ts';
import { applyAction } from './apply-action.ts';
import { findMachine } from './find-node.ts';

const spotPod = {
  nodeSelector: { 'kubernetes.azure.com/scalesetpriority': 'spot' },
  tolerations: [
    { key: 'kubernetes.azure.com/scalesetpriority', operator: 'Equal', value: 'spot', effect: 'NoSchedule' },
  ],
};

const world = (cluster: object = {}): World =>
  smallCluster([deployment('web', { replicas: 2, pod: spotPod }), loadBalancerService('web', 'web')], cluster);

const taintsOf = (box: World, node: string): string[] =>
  (box.store.get('nodes', node)?.spec.taints ?? []).map((taint) => taint.key);
const reasonsAbout = (box: World, node: string): string[] =>
  box.store
    .list('events')
    .filter((event) => event.involvedObject.name === node)
    .map((event) => event.reason ?? '');

describe('a spot eviction', () => {
  it('is announced on the node, and thirty seconds later the machine is gone', () => {
    const box = world();
    const { nodeName } = findMachine(box, 'spot');
    applyAction(box, { do: 'evict', node: nodeName });
    const condition = box.store
      .get('nodes', nodeName)
      ?.status.conditions?.find((one) => one.type === 'VMEventScheduled');
    expect(condition?.status).toBe('True');
    expect(reasonsAbout(box, nodeName)).toContain('PreemptScheduled');
    advance(box, START_AT + 29_000);
    expect(box.machines.get(nodeName)?.power).toBe('running');
    advance(box, START_AT + 31_000);
    expect(box.machines.get(nodeName)?.power).toBe('gone');
  });

  it('drains the node first where AKS does that', () => {
    const box = world({ autoDrain: true });
    const { nodeName } = findMachine(box, 'hosting:web');
    applyAction(box, { do: 'evict', node: nodeName });
    advance(box, START_AT + 10_000);
    expect(taintsOf(box, nodeName)).toContain('remediator.kubernetes.azure.com/unschedulable');
    expect(reasonsAbout(box, nodeName)).toContain('NodeDrainStart');
    const left = box.store.indexed('pods', 'node', nodeName).filter((pod) => pod.metadata.labels?.app === 'web');
    expect(left).toEqual([]);
  });

  it('leaves a stopped machine and its tainted node behind under Deallocate', () => {
    const pools = [
      { name: 'system', mode: 'System', count: 2 },
      { name: 'spot', count: 2, spot: true, evictionPolicy: 'Deallocate' },
    ];
    const box = world({ pools });
    const { nodeName } = findMachine(box, 'spot');
    applyAction(box, { do: 'evict', node: nodeName, noticeSeconds: 0 });
    advance(box, START_AT + 120_000);
    expect(box.machines.get(nodeName)?.power).toBe('deallocated');
    expect(taintsOf(box, nodeName)).toContain('node.cloudprovider.kubernetes.io/shutdown');
  });
});

describe('the autoscaler', () => {
  it('marks the node, waits for its pods, then deletes the machine', () => {
    const box = world();
    const { nodeName } = findMachine(box, 'hosting:web');
    applyAction(box, { do: 'scale-down', node: nodeName });
    expect(taintsOf(box, nodeName)).toContain('ToBeDeletedByClusterAutoscaler');
    advance(box, START_AT + 3_000);
    expect(box.machines.get(nodeName)?.power).toBe('running');
    advance(box, START_AT + 120_000);
    expect(box.store.get('nodes', nodeName)).toBeUndefined();
  });
});

describe('a node that comes back', () => {
  it('is Ready again, and so are its pods', () => {
    const box = world();
    const { nodeName } = findMachine(box, 'hosting:web');
    applyAction(box, { do: 'kill', node: nodeName, how: 'hang' });
    advance(box, START_AT + 90_000);
    const ready = () =>
      box.store.get('nodes', nodeName)?.status.conditions?.find((one) => one.type === 'Ready')?.status;
    expect(ready()).toBe('Unknown');
    applyAction(box, { do: 'revive', node: nodeName });
    advance(box, START_AT + 120_000);
    expect(ready()).toBe('True');
    expect(taintsOf(box, nodeName)).not.toContain('node.kubernetes.io/unreachable');
    const pods = box.store.indexed('pods', 'node', nodeName).filter((pod) => pod.metadata.labels?.app === 'web');
    expect(pods.map((pod) => pod.status.conditions?.find((one) => one.type === 'Ready')?.status)).toEqual(['True']);
  });
});

it('a machine that is gone is neither killed nor brought back', () => {
  const box = world();
  const { nodeName } = findMachine(box, 'spot');
  applyAction(box, { do: 'kill', node: nodeName, how: 'delete' });
  for (const action of [
    { do: 'revive', node: nodeName } as const,
    { do: 'kill', node: nodeName, how: 'hang' } as const,
  ])
    expect(() => applyAction(box, action)).toThrow(`machine ${nodeName} is gone for good; add-node makes another`);
});
