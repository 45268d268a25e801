import { describe, expect, it } from 'vitest';
import { decodeReport } from '../report/decode-report.ts';
import { encodedReportSchema } from '../report/encoded-report.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { analyze } from './analyze.ts';
import { encodeReport } from './encode-report.ts';
import { reportCluster } from './report-cluster.ts';
import { editNode, removeNode } from './testing/edit.ts';
import { ago } from './testing/found.ts';
import { withHealth } from './testing/with-health.ts';
import { readyCondition, testNode, testService, testSnapshot } from './testing/world.ts';

const nodes = Array.from({ length: 40 }, (_, index) => testNode(`n${index}`, index));
const services = [
  testService('web'),
  testService('local', { externalTrafficPolicy: 'Local' }),
  testService('empty', { ports: [] }),
];
const endpoints = { web: [{ node: 'n0' }, { node: 'n0' }, { node: 'n7' }], local: [{ node: 'n3' }, { node: 'n4' }] };
const world = testSnapshot({ nodes, services, endpoints });

/** Every node was asked on the health-check node port of `local`, one after the other. */
function withNodeAnswers(snapshot: Snapshot): Snapshot {
  const observed = nodes.map(({ name }, index) => ({
    node: name,
    port: 32_000,
    protocol: 'http' as const,
    path: '/healthz',
    result: index % 2 === 0 ? ('503' as const) : ('200' as const),
    localEndpoints: null,
    serviceProxyHealthy: null,
    at: ago(60 - index / 10),
  }));
  return { ...snapshot, probes: { ...snapshot.probes, observed } };
}

describe('the encoded report', () => {
  const cases = {
    'of a healthy cluster': world,
    'with a lost node': editNode(world, 'n9', { conditions: [readyCondition('Unknown')] }),
    'with a pool member that is no node': removeNode(world, 'n7'),
    'with answers of Azure and of nodes': withNodeAnswers(
      withHealth(
        world,
        nodes.map((_, index) => (index % 9 === 4 ? 'Down_Probe_TcpProbeTimeout' : 'Up_Probe_Success')),
      ),
    ),
    'with answers about a pool member that is no node': removeNode(withHealth(world, Array(40).fill('Up')), 'n7'),
  };

  it.each(Object.entries(cases))('%s says exactly what the plain one says', (_name, snapshot) => {
    const analysis = analyze(snapshot);
    const encoded = encodedReportSchema.parse(JSON.parse(JSON.stringify(encodeReport(analysis))));
    expect(decodeReport(encoded)).toEqual(reportCluster(analysis));
  });

  it('lists equal answers once, however many nodes gave them', () => {
    const seen = withNodeAnswers(
      withHealth(
        world,
        nodes.map(() => 'Up_Probe_Success'),
      ),
    );
    const groups = encodeReport(analyze(seen)).services.flatMap(({ observedGroups }) => observedGroups);
    expect(groups.filter(({ source }) => source === 'azure-health')).toHaveLength(1);
    expect(groups.filter(({ source }) => source === 'node-probe').length).toBeLessThan(5);
  });

  it('lists equal nodes once, however many there are', () => {
    const encoded = encodeReport(analyze(world));
    expect(encoded.services.find((service) => service.name === 'web')?.policies.Cluster.nodeGroups).toHaveLength(1);
  });
});
