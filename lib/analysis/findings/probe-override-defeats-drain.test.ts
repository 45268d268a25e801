import { expect, it } from 'vitest';
import { editProbes } from '../testing/edit.ts';
import { codesOf, findingsOf, rolloutWorld, testContainer, testWorkload } from '../testing/workloads.ts';

const CODE = 'probe-override-defeats-drain';
const annotations = { 'service.beta.kubernetes.io/port_80_health-probe_port': '80' };

it('tells of a Local Service whose probe asks the application, and not of its preStop besides', () => {
  const workload = testWorkload({}, { containers: [testContainer({ kind: 'none' })] });
  const world = rolloutWorld(workload, { externalTrafficPolicy: 'Local', annotations });
  expect(codesOf(world)).toEqual([CODE]);
  const [finding] = findingsOf(world, CODE);
  expect(finding?.severity).toBe('high');
  expect(finding?.fix.patch).toBe(
    'metadata:\n  annotations:\n    service.beta.kubernetes.io/port_80_health-probe_port: null\n',
  );
});

it('says nothing under Cluster, of a health-check port that is asked as it should be, and of drift', () => {
  expect(findingsOf(rolloutWorld(null, { externalTrafficPolicy: 'Cluster', annotations }), CODE)).toEqual([]);
  expect(findingsOf(rolloutWorld(null), CODE)).toEqual([]);
  expect(findingsOf(editProbes(rolloutWorld(null), { port: 31_999 }), CODE)).toEqual([]);
});
