import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { analyze } from './analyze.ts';
import { reportService } from './report-service.ts';
import { editServices } from './testing/edit.ts';
import { NOW, testNode, testService, testSnapshot } from './testing/world.ts';

const before = (seconds: number): string => new Date(Date.parse(NOW) - seconds * 1000).toISOString();

/** A Service that was switched to `policy`; the controller was done 20 s ago, Azure was read `readAgo` seconds ago. */
function switched(to: 'Cluster' | 'Local', readAgo: number): Snapshot {
  const from = to === 'Local' ? 'Cluster' : 'Local';
  const port = (policy: string): number | null => (policy === 'Local' ? 32_000 : null);
  const made = testSnapshot({
    nodes: ['n0', 'n1', 'n2'].map((name, index) => testNode(name, index)),
    services: [testService('web', { externalTrafficPolicy: from, healthCheckNodePort: port(from) })],
    endpoints: { web: [{ node: 'n0' }, { node: 'n1' }] },
  });
  const event = {
    objectKind: 'Service',
    objectNamespace: 'shop',
    objectName: 'web',
    type: 'Normal' as const,
    reason: 'EnsuredLoadBalancer',
    message: 'Ensured load balancer',
    component: 'service-controller',
    count: 1,
    firstAt: before(20),
    lastAt: before(20),
  };
  const edited = editServices(made, { externalTrafficPolicy: to, healthCheckNodePort: port(to) });
  const azure = { ...edited.sources.azure, observedAt: before(readAgo) };
  return {
    ...edited,
    sources: { ...edited.sources, azure },
    kubernetes: { ...edited.kubernetes, events: [event] },
  };
}

const codes = (snapshot: Snapshot) => analyze(snapshot).findings.map((finding) => finding.code);

describe('a Service that was changed since Azure was read', () => {
  it.each(['Cluster', 'Local'] as const)('switched to %s is neither drifted nor failing', (to) => {
    const snapshot = switched(to, 60);
    expect(codes(snapshot)).not.toContain('probe-drift');
    const report = reportService(analyze(snapshot), { namespace: 'shop', name: 'web' });
    expect(report?.status).toBe('healthy');
    expect(report?.policies[to].lostShare).toBe(0);
    expect(report?.policies[to].nodes.filter((node) => node.share > 0)).toHaveLength(to === 'Local' ? 2 : 3);
  });

  it.each(['Cluster', 'Local'] as const)('switched to %s has drifted when a newer read shows the old probe', (to) => {
    expect(codes(switched(to, 5))).toContain('probe-drift');
  });
});
