import { describe, expect, it } from 'vitest';
import type { ActionInput } from '../../simulator/actions/action.ts';
import { playMoments } from './testing/play-moments.ts';

interface Story {
  readonly action: ActionInput;
  /** Codes of the faults that are told at some moment, and no others. */
  readonly Cluster: readonly string[];
  readonly Local: readonly string[];
}

const lostPods = ['endpoints-on-lost-node', 'probe-flaps-all-nodes'];
const nobody = { Cluster: ['no-ready-endpoints'], Local: ['local-no-ready-endpoints'] };
const nothing = { Cluster: [], Local: [] };

/** With an answer of Azure every half minute, what dies and is out of the rotation within 15 s may never be told. */
const stories: Readonly<Record<string, Story>> = {
  'a spot node is evicted': {
    action: { do: 'evict', node: 'pool:spot' },
    Cluster: ['departing-node-in-rotation'],
    Local: [],
  },
  'a node with a pod is evicted': {
    action: { do: 'evict', node: 'hosting:web' },
    Cluster: ['departing-node-in-rotation', ...lostPods],
    Local: ['departing-node-in-rotation'],
  },
  'a machine with a pod hangs': {
    action: { do: 'kill', node: 'hosting:web', how: 'hang' },
    Cluster: lostPods,
    Local: [],
  },
  'another machine hangs': { action: { do: 'kill', node: 'pool:spot', how: 'hang' }, ...nothing },
  'a zone is lost': { action: { do: 'lose-zone', zone: '1' }, Cluster: lostPods, Local: [] },
  'kube-proxy stops where a pod is': {
    action: { do: 'kube-proxy', node: 'hosting:web', state: 'stopped' },
    Cluster: [],
    Local: ['kube-proxy-unhealthy'],
  },
  'kube-proxy freezes elsewhere': {
    action: { do: 'kube-proxy', node: 'pool:spot', state: 'frozen' },
    Cluster: [],
    Local: ['kube-proxy-unhealthy'],
  },
  'a kubelet stops': {
    // A suspicion, until Azure has the node up for a minute.
    action: { do: 'kubelet', node: 'hosting:web', state: 'stopped' },
    Cluster: ['endpoints-on-lost-node', 'departing-node-in-rotation'],
    Local: ['endpoints-on-lost-node'],
  },
  'a kubelet calls its node not ready': {
    action: { do: 'kubelet', node: 'hosting:web', state: 'not-ready' },
    ...nothing,
  },
  'all pods go': { action: { do: 'scale', workload: 'shop/web', replicas: 0 }, ...nobody },
  'no pod is ready': { action: { do: 'pod', pod: 'all:web', state: 'unready' }, ...nobody },
  'one pod is not ready': { action: { do: 'pod', pod: 'any:web', state: 'unready' }, ...nothing },
  'one pod hangs': { action: { do: 'pod', pod: 'any:web', state: 'hung' }, ...nothing },
  'one pod crashes': { action: { do: 'pod', pod: 'any:web', state: 'crashed' }, ...nothing },
  'somebody edits the rule': {
    action: { do: 'portal-edit', of: 'rule', name: 'service:shop/web', set: { backendPort: 81 } },
    Cluster: ['rule-drift'],
    Local: ['rule-drift'],
  },
  'somebody edits the probe': {
    action: { do: 'portal-edit', of: 'probe', name: 'service:shop/web', set: { port: 9 } },
    Cluster: ['probe-drift'],
    Local: ['probe-drift'],
  },
  'a rule keeps clients out': {
    action: { do: 'security-rule', name: 'deny', sources: ['Internet'] },
    Cluster: ['nsg-blocks-clients'],
    Local: ['nsg-blocks-clients'],
  },
  'a rule keeps the probe out': {
    action: { do: 'security-rule', name: 'deny' },
    Cluster: ['nsg-blocks-probe'],
    Local: ['nsg-blocks-probe'],
  },
};

const cases = (['Cluster', 'Local'] as const).flatMap((policy) =>
  Object.entries(stories).map(([name, story]) => ({ policy, name, action: story.action, codes: story[policy] })),
);

describe('a Service to which something happens while Azure is read once a minute', () => {
  it.each(cases)('$name under $policy: told are $codes', ({ policy, action, codes }) => {
    const moments = playMoments(policy, action);
    expect(new Set(moments.flatMap((moment) => moment.codes))).toEqual(new Set(codes));
  });
});
