import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { NodeRow } from '../../../lib/report/encoded-report.ts';
import type { PolicyPod } from '../../../lib/report/policy-report.ts';
import { packNames, unpackNames } from './front-coding.ts';
import { packNumbers, unpackNumbers } from './number-runs.ts';
import { packNodes, unpackNodes } from './pack-nodes.ts';
import { packPods, unpackPods } from './pack-pods.ts';

const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const name = fc.stringMatching(/^[a-z0-9.:-]{0,80}$/);

it('gives back names of any length, empty ones and equal ones too', () => {
  fc.assert(
    fc.property(fc.array(name), (names) => {
      expect(unpackNames(packNames(names))).toEqual(names);
    }),
  );
});

it('gives back whole numbers, also falling and negative ones', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1, max: 40 })), (numbers) => {
      expect(unpackNumbers(packNumbers(numbers))).toEqual(numbers);
    }),
  );
});

const nodeRow: fc.Arbitrary<NodeRow> = fc.record({
  name: fc.stringMatching(/^[a-z0-9-]{1,20}$/),
  ip: fc.option(fc.ipV4()),
  ipv6: fc.option(fc.ipV6()),
  pool: fc.option(fc.constantFrom('system', 'user')),
  zone: fc.option(fc.constantFrom('westeurope-1', 'westeurope-2')),
  spot: fc.boolean(),
  ready: fc.boolean(),
  silent: fc.boolean(),
});

it('gives back the table of nodes', () => {
  fc.assert(
    fc.property(fc.array(nodeRow), (nodes) => {
      expect(unpackNodes(sent(packNodes(nodes)))).toEqual(nodes);
    }),
  );
});

const pod: fc.Arbitrary<PolicyPod> = fc.record({
  namespace: fc.constantFrom('shop', 'pay'),
  name: fc.stringMatching(/^web-[a-f]{1,4}$/),
  ip: fc.ipV4(),
  node: fc.option(fc.constantFrom('n0', 'n1', 'gone-0', 'gone-1')),
  state: fc.constantFrom('ready', 'not-ready', 'serving-terminating', 'terminating'),
  answers: fc.constantFrom('yes', 'no', 'unknown'),
  share: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => share || 0),
});
const inOrder = (a: PolicyPod, b: PolicyPod) => (a.name === b.name ? (a.ip < b.ip ? -1 : 1) : a.name < b.name ? -1 : 1);
const podList = fc
  .uniqueArray(pod, { selector: ({ name: own, ip }) => `${own} ${ip}` })
  .map((pods) => pods.toSorted(inOrder));

it('gives back every list of pods, with pods that stand in one list only', () => {
  fc.assert(
    fc.property(fc.array(podList, { maxLength: 4 }), (lists) => {
      expect(unpackPods(sent(packPods(lists, ['n0', 'n1'])), ['n0', 'n1'])).toEqual(lists);
    }),
  );
});

it('says of a pod in two lists only once what is the same in both', () => {
  const pods = Array.from({ length: 500 }, (_, index) => ({
    namespace: 'shop',
    name: `web-${1000 + index}`,
    ip: `10.244.0.${index}`,
    node: 'n0',
    state: 'ready' as const,
    answers: 'yes' as const,
    share: 1 / 500,
  }));
  const once = JSON.stringify(packPods([pods], ['n0'])).length;
  expect(JSON.stringify(packPods([pods, pods], ['n0'])).length).toBeLessThan(once * 1.1);
});
