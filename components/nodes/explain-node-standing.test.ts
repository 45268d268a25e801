import { expect, it } from 'vitest';
import { explainForwardsHere, explainProbeHere } from './explain-node-standing.ts';

const endpoint = (name: string, state: 'ready' | 'serving-terminating' | 'not-ready') =>
  ({ name, ip: '10.244.0.4', state, answers: 'yes' }) as const;
const row: Parameters<typeof explainProbeHere>[0] = {
  externalTrafficPolicy: 'Local',
  expectedProbe: 'down',
  expectedProbeKnown: 'assumed',
  forwards: 'accept',
  endpoints: [endpoint('a', 'serving-terminating'), endpoint('b', 'not-ready')],
};

it('says that the answer of a probe is assumed where it is', () => {
  expect(explainProbeHere(row)).toMatchObject({ known: 'assumed', filled: '0 ready endpoints on this node → down' });
  expect(explainProbeHere({ ...row, expectedProbeKnown: 'computed' }).known).toBe('computed');
});

it('counts a pod that terminates and still serves among the usable ones, while none is ready', () => {
  expect(explainForwardsHere(row).filled).toMatch(/^1 usable endpoint on this node → accepts/);
  const withReady = { ...row, endpoints: [...row.endpoints, endpoint('c', 'ready'), endpoint('d', 'ready')] };
  expect(explainForwardsHere(withReady).filled).toMatch(/^2 usable endpoints on this node/);
});
