import { describe, expect, test } from 'vitest';
import { decodeWith, LOAD_BALANCER_ID, statusOf } from './testing/bundle-of.ts';

const TAKEN_AT = '2026-01-01T00:00:00Z';

describe('the state of a source', () => {
  test('is live when every file that is needed is there, whatever else is missing', () => {
    const decoded = decodeWith({});
    expect(decoded.problems).toEqual([]);
    expect(decoded.snapshot.sources.kubernetes).toMatchObject({ state: 'live', observedAt: TAKEN_AT, error: null });
    expect(decoded.snapshot.sources.azure).toMatchObject({ state: 'absent', observedAt: null, error: null });
    expect(decoded.snapshot.sources.probes).toMatchObject({ state: 'absent', observedAt: null });
    expect(statusOf(decoded, 'pods')).toMatchObject({ state: 'absent', observedAt: null, error: null });
    expect(decoded.snapshot.kubernetes.pods).toBeNull();
  });

  test('is partial without a file that is needed, and says how to make it', () => {
    const decoded = decodeWith({ 'kubernetes/endpointslices.json': undefined });
    const command = 'kubectl get endpointslices -A -o json > kubernetes/endpointslices.json';
    expect(decoded.problems).toEqual([
      { file: 'kubernetes/endpointslices.json', pointer: '', message: `is missing; make it with: ${command}` },
    ]);
    expect(decoded.snapshot.kubernetes.endpointSlices).toBeNull();
    expect(statusOf(decoded, 'endpointSlices')).toMatchObject({ state: 'absent' });
    expect(decoded.snapshot.sources.kubernetes.state).toBe('partial');
    expect(decoded.snapshot.sources.kubernetes.error).toContain(command);
  });

  test('is partial for Azure without load balancers', () => {
    const decoded = decodeWith({ 'azure/publicipaddresses.json': [] });
    expect(decoded.snapshot.sources.azure).toMatchObject({ state: 'partial', observedAt: TAKEN_AT });
    expect(decoded.problems).toMatchObject([{ file: 'azure/loadbalancers.json' }]);
  });

  test('is denied where the file holds a refusal, and the list is not an empty one', () => {
    const status = { kind: 'Status', status: 'Failure', reason: 'Forbidden', message: 'nodes is forbidden', code: 403 };
    const decoded = decodeWith({ 'kubernetes/nodes.json': status });
    expect(decoded.snapshot.kubernetes.nodes).toBeNull();
    expect(statusOf(decoded, 'nodes')).toMatchObject({
      state: 'denied',
      observedAt: null,
      error: expect.stringContaining('nodes is forbidden'),
      denied: { verb: 'list', resource: 'nodes' },
    });
    expect(decoded.snapshot.sources.kubernetes.state).toBe('partial');
  });

  test('names action and scope that ARM refused', () => {
    const message =
      "The client 'x' does not have authorization to perform action 'Microsoft.Network/loadBalancers/read' over scope '/subscriptions/s/resourceGroups/MC_rg' or the scope is invalid.";
    const decoded = decodeWith({ 'azure/loadbalancers.json': { error: { code: 'AuthorizationFailed', message } } });
    expect(decoded.snapshot.azure.loadBalancers).toBeNull();
    expect(statusOf(decoded, 'loadBalancers')?.denied).toEqual({
      verb: 'Microsoft.Network/loadBalancers/read',
      resource: '/subscriptions/s/resourceGroups/MC_rg',
    });
    expect(decoded.snapshot.sources.azure.state).toBe('denied');
  });

  test('reads refusals that kubectl and az print as text', () => {
    const decoded = decodeWith({
      'kubernetes/pods.json': 'Error from server (Forbidden): pods is forbidden: User "u" cannot list resource "pods"',
      'azure/vmss.json': 'ERROR: (AuthorizationFailed) The client does not have authorization',
      'kubernetes/events.json': "error: the server doesn't have a resource type",
    });
    expect(statusOf(decoded, 'pods')).toMatchObject({ state: 'denied', denied: { verb: 'list', resource: 'pods' } });
    expect(statusOf(decoded, 'scaleSets')).toMatchObject({ state: 'denied' });
    expect(statusOf(decoded, 'events')).toMatchObject({
      state: 'partial',
      error: expect.stringContaining('is not JSON'),
    });
  });

  test('is partial, not denied, for other errors of the server', () => {
    const decoded = decodeWith({
      'azure/loadbalancers.json': { error: { code: 'ResourceGroupNotFound', message: 'gone' } },
    });
    expect(statusOf(decoded, 'loadBalancers')).toMatchObject({ state: 'partial', denied: null });
    expect(decoded.snapshot.azure.loadBalancers).toBeNull();
  });

  test('says line and column of what is not JSON', () => {
    const decoded = decodeWith({ 'kubernetes/nodes.json': '{"items": [\n  {"kind": "Node",}\n]}' });
    expect(decoded.problems).toEqual([
      { file: 'kubernetes/nodes.json', pointer: '', message: 'is not JSON: line 2, column 19: cannot read "}"' },
    ]);
    expect(statusOf(decoded, 'nodes')).toMatchObject({ state: 'partial', observedAt: null });
  });
});

describe('time and cluster', () => {
  const condition = { type: 'Ready', status: 'True', lastHeartbeatTime: '2026-11-21T00:54:15Z' };
  const node = {
    metadata: { name: 'n', uid: 'u', creationTimestamp: '2026-11-20T00:00:00Z' },
    status: { conditions: [condition] },
  };

  test('come from the manifest, the time in UTC', () => {
    const manifest = { formatVersion: 1, cluster: 'prod', takenAt: '2026-11-21T03:00:00+02:00', more: true };
    const decoded = decodeWith({ 'manifest.json': manifest, 'kubernetes/nodes.json': [node] });
    expect(decoded.snapshot).toMatchObject({ cluster: 'prod', takenAt: '2026-11-21T01:00:00.000Z' });
    expect(decoded.problems).toEqual([]);
  });

  test('come from the objects without one: the newest time they tell, deadlines aside', () => {
    const dying = { metadata: { namespace: 'a', name: 'p', uid: 'u', deletionTimestamp: '2026-11-21T00:59:00Z' } };
    const decoded = decodeWith({
      'kubernetes/nodes.json': [node],
      'kubernetes/pods.json': [dying],
      'azure/managedcluster.json': { name: 'lab-aks' },
    });
    expect(decoded.snapshot).toMatchObject({ cluster: 'fallback', takenAt: '2026-11-21T00:54:15Z' });
    const named = decodeWith({ 'azure/managedcluster.json': { id: '/c/lab-aks', name: 'lab-aks' } });
    expect(named.snapshot.cluster).toBe('lab-aks');
  });

  test('are derived field by field where the manifest is wrong', () => {
    const manifest = { formatVersion: 2, cluster: 7, takenAt: 'today', sources: { kubernetes: {} } };
    const decoded = decodeWith({ 'manifest.json': manifest });
    expect(decoded.snapshot).toMatchObject({ cluster: 'fallback', takenAt: TAKEN_AT });
    expect(decoded.problems.map((problem) => problem.pointer)).toEqual([
      '/formatVersion',
      '/cluster',
      '/takenAt',
      '/sources/kubernetes/state',
    ]);
  });
});

describe('probes', () => {
  const answer = { up: 1, down: 0, loadBalancerBackendAddresses: [{ ipAddress: '10.224.0.4', state: 'Up' }] };

  test('are named after their files and true at the time they say, else when the bundle was made', () => {
    const decoded = decodeWith({
      'azure/loadbalancers.json': [{ id: LOAD_BALANCER_ID }],
      'azure/health/kubernetes/b-TCP-80.json': { ...answer, observedAt: '2025-12-31T23:00:00Z' },
      'azure/health/kubernetes/a%2Fb.json': answer,
    });
    expect(decoded.problems).toEqual([]);
    expect(decoded.snapshot.probes.ruleHealth).toMatchObject([
      { loadBalancer: 'kubernetes', rule: 'a/b', observedAt: TAKEN_AT },
      { loadBalancer: 'kubernetes', rule: 'b-TCP-80', observedAt: '2025-12-31T23:00:00Z' },
    ]);
    expect(statusOf(decoded, 'ruleHealth')).toMatchObject({ state: 'live', observedAt: '2025-12-31T23:00:00Z' });
  });

  test('are denied when every answer is a refusal, partial when one is', () => {
    const refused = { error: { code: 'AuthorizationFailed', message: 'no' } };
    const denied = decodeWith({ 'azure/health/kubernetes/a.json': refused });
    expect(statusOf(denied, 'ruleHealth')).toMatchObject({
      state: 'denied',
      denied: { verb: expect.stringContaining('health/action') },
    });
    const mixed = decodeWith({ 'azure/health/kubernetes/a.json': refused, 'azure/health/kubernetes/b.json': answer });
    expect(statusOf(mixed, 'ruleHealth')).toMatchObject({ state: 'partial', denied: null });
    expect(mixed.snapshot.probes.ruleHealth).toHaveLength(1);
  });

  test('seen on nodes are read one by one', () => {
    const seen = { node: 'n', port: 80, protocol: 'tcp', result: 'open', at: '2025-12-31T23:00:00Z' };
    const decoded = decodeWith({ 'probes/observed.json': [seen, { ...seen, protocol: 'udp' }] });
    expect(decoded.snapshot.probes.observed).toHaveLength(1);
    expect(decoded.problems).toMatchObject([{ file: 'probes/observed.json', pointer: '/1/protocol' }]);
    expect(statusOf(decoded, 'observed')).toMatchObject({ state: 'partial', observedAt: '2025-12-31T23:00:00Z' });
  });
});
