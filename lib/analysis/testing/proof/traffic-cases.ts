import { editNode, editServices } from '../edit.ts';
import { ago } from '../found.ts';
import { readyCondition } from '../world.ts';
import type { ProofCase } from './proof-case.ts';
import { reconciled } from './reconciled.ts';
import { editEndpoints, endpointsOn, LOCAL, wellBuilt, withPods } from './well-built.ts';

const cluster = wellBuilt();
const local = wellBuilt(LOCAL);
const notReady = (world: typeof cluster) =>
  editEndpoints(world, (endpoint) => ({ ...endpoint, ready: false, serving: false }));
const podsComeBack = {
  by: 'hand',
  does: 'pods become ready',
  apply: (broken: typeof cluster) => editEndpoints(broken, (one) => ({ ...one, ready: true, serving: true })),
} as const;
const silent = { conditions: [{ ...readyCondition('Unknown'), changedAt: ago(120) }] };
const taint = { key: 'ToBeDeletedByClusterAutoscaler', value: '1795225465', effect: 'NoSchedule', addedAt: null };
const labelled = (world: typeof cluster, node: string, labels: Readonly<Record<string, string>>) =>
  editNode(world, node, {
    labels: { ...world.kubernetes.nodes?.find(({ name }) => name === node)?.labels, ...labels },
  });
const ENDPOINTS: readonly ProofCase[] = [
  {
    code: 'local-no-ready-endpoints',
    what: 'no pod is ready any more',
    healthy: local,
    broken: notReady(local),
    fixes: [podsComeBack],
  },
  {
    code: 'no-ready-endpoints',
    what: 'no pod is ready any more',
    healthy: cluster,
    broken: notReady(cluster),
    fixes: [podsComeBack],
  },
  {
    code: 'endpoints-on-lost-node',
    what: 'an endpoint names a node that is gone',
    healthy: cluster,
    broken: editEndpoints(cluster, (one, index) => (index === 0 ? { ...one, nodeName: 'gone' } : one)),
    // The two are one event: what it costs those who connect, and what it does to the probes of the others.
    besides: ['probe-flaps-all-nodes', 'unrelated-nodes-in-path'],
    fixes: [{ by: 'commands', which: [0] }],
  },
  {
    code: 'probe-flaps-all-nodes',
    what: 'a node with a pod falls silent',
    healthy: cluster,
    broken: editNode(cluster, 'n0', silent),
    besides: ['endpoints-on-lost-node', 'departing-node-in-rotation'],
    // The node itself is still there, and takes connections until its probe is down.
    fixes: [
      {
        by: 'commands',
        which: [0],
        leaves: ['departing-node-in-rotation', 'pods-unevenly-spread', 'unrelated-nodes-in-path'],
      },
      {
        by: 'hand',
        does: 'the shared probe asks kube-proxy, and the machine comes back',
        for: [1],
        apply: () => cluster,
      },
    ],
  },
  {
    code: 'departing-node-in-rotation',
    what: 'the autoscaler marks a node',
    healthy: cluster,
    broken: editNode(cluster, 'n1', { taints: [taint] }),
    fixes: [{ by: 'patch' }, { by: 'commands', which: [0] }],
  },
  {
    code: 'not-ready-addresses-published',
    what: 'pods that are not ready are published',
    healthy: cluster,
    broken: editServices(cluster, { publishNotReadyAddresses: true }),
    fixes: [{ by: 'patch' }, { by: 'commands', which: [0] }],
  },
  {
    code: 'readiness-drops-early',
    what: 'a pod stops serving the moment that it is told to stop',
    healthy: withPods(local, () => ({})),
    broken: withPods(
      editEndpoints(local, (one, index) =>
        index === 0 ? { ...one, ready: false, serving: false, terminating: true } : one,
      ),
      (_, index) =>
        index === 0
          ? { deletedAt: ago(-56), deletionGracePeriodSeconds: 60, ready: false, readyChangedAt: ago(3) }
          : {},
    ),
    fixes: [
      {
        by: 'hand',
        does: 'the pod goes on serving through its delay',
        apply: (broken) => editEndpoints(broken, (one) => ({ ...one, serving: true })),
      },
    ],
  },
];

const PLACEMENT: readonly ProofCase[] = [
  {
    code: 'single-point-of-failure',
    what: 'all pods are on one node',
    healthy: local,
    broken: endpointsOn(local, 'n0', 'n0', 'n0'),
    fixes: [{ by: 'hand', does: 'pods on more nodes', apply: (broken) => endpointsOn(broken, 'n0', 'n1', 'n2') }],
  },
  {
    code: 'pods-unevenly-spread',
    what: 'one node hosts two pods, the others one',
    healthy: local,
    broken: endpointsOn(local, 'n0', 'n0', 'n1', 'n2'),
    fixes: [
      { by: 'hand', does: 'as many on each', for: [1], apply: (broken) => endpointsOn(broken, 'n0', 'n1', 'n2') },
    ],
  },
  {
    code: 'unrelated-nodes-in-path',
    what: 'one pod fewer',
    healthy: cluster,
    broken: endpointsOn(cluster, 'n0', 'n1'),
    fixes: [{ by: 'patch' }, { by: 'commands', which: [0] }],
  },
  {
    code: 'spot-nodes-in-path',
    what: 'a node without a pod turns out to be spot',
    healthy: cluster,
    broken: labelled(cluster, 'n1', { 'kubernetes.azure.com/scalesetpriority': 'spot' }),
    // The pod on it is stopped with the machine.
    fixes: [
      {
        by: 'hand',
        does: 'the pool is labelled and the pod moved',
        for: [1],
        apply: (broken) => labelledOut(broken, 'n1', 'n0'),
      },
    ],
  },
  {
    code: 'zones-unevenly-served',
    what: 'the pods move into one zone, but for one',
    healthy: cluster,
    broken: labelled(labelled(endpointsOn(cluster, 'n0', 'n0', 'n1', 'n2'), 'n1', zone(1)), 'n2', zone(2)),
    fixes: [
      { by: 'hand', does: 'as many in each zone', apply: (broken) => endpointsOn(broken, 'n0', 'n1', 'n2', 'n2') },
    ],
  },
  {
    code: 'windows-local-policy',
    what: 'a node with a pod is a Windows node',
    healthy: local,
    broken: labelled(local, 'n1', { 'kubernetes.io/os': 'windows' }),
    fixes: [{ by: 'patch' }],
  },
];

function zone(number: number): Readonly<Record<string, string>> {
  return { 'topology.kubernetes.io/zone': `westeurope-${number}` };
}

function labelledOut(world: typeof cluster, out: string, to: string): typeof cluster {
  const moved = editEndpoints(world, (one) => (one.nodeName === out ? { ...one, nodeName: to } : one));
  return reconciled(labelled(moved, out, { 'node.kubernetes.io/exclude-from-external-load-balancers': 'true' }));
}

export const trafficCases: readonly ProofCase[] = [...ENDPOINTS, ...PLACEMENT];
