import { expect, it } from 'vitest';
import type { PolicyPod } from '../../report/policy-report.ts';
import { sameTraffic } from './same-traffic.ts';

const pod: PolicyPod = {
  namespace: 'shop',
  name: 'web-1',
  ip: '10.0.0.1',
  node: 'n0',
  state: 'ready',
  answers: 'yes',
  share: 1,
};
const traffic = { pods: [pod], lostShare: 0 };

it('finds ports alike that say the same', () => {
  expect(sameTraffic(traffic, { pods: [{ ...pod }], lostShare: 0 })).toBe(true);
});

const others: readonly Partial<PolicyPod>[] = [
  { namespace: 'pay' },
  { name: 'web-2' },
  { ip: '10.0.0.2' },
  { node: null },
  { state: 'not-ready' },
  { answers: 'no' },
  { share: 0.5 },
];

it.each(others)('tells ports apart whose pod differs in %o', (other) => {
  expect(sameTraffic(traffic, { ...traffic, pods: [{ ...pod, ...other }] })).toBe(false);
});

it('tells ports apart by the number of pods and by everything else', () => {
  expect(sameTraffic(traffic, { ...traffic, pods: [] })).toBe(false);
  expect(sameTraffic({ ...traffic, pods: [] }, traffic)).toBe(false);
  expect(sameTraffic(traffic, { ...traffic, lostShare: 0.1 })).toBe(false);
});
