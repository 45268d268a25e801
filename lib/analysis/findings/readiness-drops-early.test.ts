import { expect, it } from 'vitest';
import type { Pod } from '../../snapshot/pod.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { findingsOf } from '../testing/workloads.ts';
import { NOW, type TestEndpoint, testNode, testService, testSnapshot } from '../testing/world.ts';

const secondsAgo = (seconds: number): string => new Date(Date.parse(NOW) - seconds * 1000).toISOString();

interface Story {
  readonly state: NonNullable<TestEndpoint['state']>;
  /** Since the pod was deleted, and since it was not ready any more. */
  readonly deletedSeconds: number;
  readonly unreadySeconds: number;
  readonly others?: readonly TestEndpoint[];
  readonly policy?: 'Local' | 'Cluster';
}

/** The pod on n0 goes; n1 and n2 serve. */
function world({ state, deletedSeconds, unreadySeconds, others = [], policy = 'Local' }: Story): Snapshot {
  const snapshot = testSnapshot({
    nodes: ['n0', 'n1', 'n2'].map((name, index) => testNode(name, index)),
    services: [testService('web', { externalTrafficPolicy: policy })],
    endpoints: { web: [{ node: 'n0', state }, { node: 'n1' }, { node: 'n2' }, ...others] },
  });
  const graceSeconds = 30;
  const pod: Pod = {
    namespace: 'shop',
    name: 'web-0',
    uid: 'uid-web-0',
    resourceVersion: '1',
    createdAt: null,
    deletedAt: secondsAgo(deletedSeconds - graceSeconds),
    deletionGracePeriodSeconds: graceSeconds,
    labels: { app: 'web' },
    owner: null,
    nodeName: 'n0',
    podIPs: ['10.244.3.1'],
    hostNetwork: false,
    phase: 'Running',
    ready: false,
    readyChangedAt: secondsAgo(unreadySeconds),
    terminationGracePeriodSeconds: graceSeconds,
    containers: [],
    containerStates: [],
  };
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, pods: [pod] } };
}

const count = (story: Story): number => findingsOf(world(story), 'readiness-drops-early').length;
const EARLY: Story = { state: 'terminating', deletedSeconds: 4, unreadySeconds: 3 };

it('tells of a pod that stopped serving while the probe cannot know it', () => {
  const [finding] = findingsOf(world(EARLY), 'readiness-drops-early');
  expect(finding?.severity).toBe('high');
  expect(finding?.impact).toContain('33.3 %');
});

it('says nothing once the probe has had its time, or while the pod serves', () => {
  expect(count({ ...EARLY, deletedSeconds: 12 })).toBe(0);
  expect(count({ ...EARLY, state: 'serving-terminating' })).toBe(0);
});

it('says nothing of a pod that was not ready before, of a node with another one, and under Cluster', () => {
  expect(count({ ...EARLY, unreadySeconds: 60 })).toBe(0);
  expect(count({ ...EARLY, others: [{ node: 'n0' }] })).toBe(0);
  expect(count({ ...EARLY, policy: 'Cluster' })).toBe(0);
});
