import { expect, it } from 'vitest';
import type { PreStop } from '../../snapshot/pod.ts';
import { editProbes, editServices } from '../testing/edit.ts';
import { codesOf, findingsOf, rolloutWorld, testContainer, testWorkload } from '../testing/workloads.ts';

const CODE = 'prestop-too-short';
const LOCAL = { externalTrafficPolicy: 'Local' as const };
const CLUSTER = { externalTrafficPolicy: 'Cluster' as const };

const severities = (preStop: PreStop, service: typeof LOCAL | typeof CLUSTER) =>
  findingsOf(rolloutWorld(testWorkload({}, { containers: [testContainer(preStop)] }), service), CODE).map(
    ({ severity }) => severity,
  );

const sleep = (seconds: number): PreStop => ({ kind: 'sleep', seconds });

it('says nothing of a workload that is well built, under either policy', () => {
  expect(codesOf(rolloutWorld(testWorkload(), LOCAL))).toEqual([]);
  expect(codesOf(rolloutWorld(testWorkload(), CLUSTER))).toEqual([]);
});

it('measures against the mark-down under Local and against kube-proxy under Cluster', () => {
  expect(severities({ kind: 'none' }, LOCAL)).toEqual(['high']);
  expect(severities(sleep(9), LOCAL)).toEqual(['high']);
  expect(severities(sleep(10), LOCAL)).toEqual(['low']);
  expect(severities(sleep(15), LOCAL)).toEqual([]);
  expect(severities({ kind: 'none' }, CLUSTER)).toEqual(['medium']);
  expect(severities(sleep(2), CLUSTER)).toEqual(['low']);
  expect(severities(sleep(5), CLUSTER)).toEqual([]);
});

it('takes interval and threshold from the probe that Azure has', () => {
  const slow = editProbes(rolloutWorld(testWorkload()), { intervalSeconds: 15, probeThreshold: 3 });
  expect(findingsOf(slow, CODE)[0]?.title).toContain('needs 45 s');
});

it('does not blame what it cannot read', () => {
  const unknown: PreStop = { kind: 'unknown', description: 'exec /wait-shutdown' };
  expect(severities(unknown, LOCAL)).toEqual([]);
  const withContainers = (...containers: ReturnType<typeof testContainer>[]) =>
    findingsOf(rolloutWorld(testWorkload({}, { containers })), CODE).length;
  expect(withContainers(testContainer(sleep(20)), testContainer({ kind: 'none' }, { name: 'log' }))).toBe(0);
  expect(withContainers(testContainer({ kind: 'none' }, { name: 'istio-proxy' }))).toBe(0);
  expect(withContainers(testContainer(sleep(20)), testContainer({ kind: 'none' }, { sidecar: true }))).toBe(0);
  expect(findingsOf(rolloutWorld(null), CODE)).toEqual([]);
  expect(findingsOf(rolloutWorld(testWorkload(), LOCAL, { workloads: null }), CODE)).toEqual([]);
});

it('does not concern workloads of other Services, without pods, or without a rule', () => {
  const none = { containers: [testContainer({ kind: 'none' })] };
  expect(findingsOf(rolloutWorld(testWorkload({}, { ...none, labels: { app: 'api' } })), CODE)).toEqual([]);
  expect(findingsOf(rolloutWorld(testWorkload({ replicas: 0 }, none)), CODE)).toEqual([]);
  const classed = editServices(rolloutWorld(testWorkload({}, none)), { loadBalancerClass: 'other' });
  expect(codesOf({ ...classed, azure: { ...classed.azure, loadBalancers: [] } })).not.toContain(CODE);
});

it('gives a patch for the workload that takes other hooks away and leaves room in the grace period', () => {
  const workload = testWorkload({}, { terminationGracePeriodSeconds: 20, containers: [testContainer(sleep(3))] });
  const [finding] = findingsOf(rolloutWorld(workload), CODE);
  expect(finding?.fix.patchOf).toEqual({ kind: 'Deployment', namespace: 'shop', name: 'web' });
  expect(finding?.fix.patch).toBe(
    [
      'spec:',
      '  template:',
      '    spec:',
      '      terminationGracePeriodSeconds: 27',
      '      containers:',
      '        - name: web',
      '          lifecycle:',
      '            preStop:',
      '              exec: null',
      '              sleep:',
      '                seconds: 15',
      '',
    ].join('\n'),
  );
});
