import { describe, expect, it } from 'vitest';
import { decodeReport } from '../report/decode-report.ts';
import { encodedReportSchema } from '../report/encoded-report.ts';
import { analyze } from './analyze.ts';
import { encodeReport } from './encode-report.ts';
import { reportCluster } from './report-cluster.ts';
import { editNode, removeNode } from './testing/edit.ts';
import { readyCondition, testNode, testService, testSnapshot } from './testing/world.ts';

const nodes = Array.from({ length: 40 }, (_, index) => testNode(`n${index}`, index));
const services = [
  testService('web'),
  testService('local', { externalTrafficPolicy: 'Local' }),
  testService('empty', { ports: [] }),
];
const endpoints = { web: [{ node: 'n0' }, { node: 'n0' }, { node: 'n7' }], local: [{ node: 'n3' }, { node: 'n4' }] };
const world = testSnapshot({ nodes, services, endpoints });

describe('the encoded report', () => {
  const cases = {
    'of a healthy cluster': world,
    'with a lost node': editNode(world, 'n9', { conditions: [readyCondition('Unknown')] }),
    'with a pool member that is no node': removeNode(world, 'n7'),
  };

  it.each(Object.entries(cases))('%s says exactly what the plain one says', (_name, snapshot) => {
    const analysis = analyze(snapshot);
    const encoded = encodedReportSchema.parse(JSON.parse(JSON.stringify(encodeReport(analysis))));
    expect(decodeReport(encoded)).toEqual(reportCluster(analysis));
  });

  it('lists equal nodes once, however many there are', () => {
    const encoded = encodeReport(analyze(world));
    expect(encoded.services.find((service) => service.name === 'web')?.policies.Cluster.nodeGroups).toHaveLength(1);
  });
});
