import { describe, expect, test } from 'vitest';
import { decodeWith, LOAD_BALANCER_ID, NODE, SERVICE, SLICE, statusOf } from './testing/bundle-of.ts';

describe('a list of the API server', () => {
  test.each([
    ['a List', { kind: 'List', items: [SERVICE] }],
    ['a typed list', { kind: 'ServiceList', items: [{ ...SERVICE, kind: undefined }] }],
    ['a bare array', [SERVICE]],
    ['a single object', SERVICE],
    [
      'lists put together',
      [
        { kind: 'List', items: [SERVICE] },
        { kind: 'List', items: null },
      ],
    ],
  ])('is read from %s', (_, content) => {
    const decoded = decodeWith({ 'kubernetes/services.json': content });
    expect(decoded.problems).toEqual([]);
    expect(decoded.snapshot.kubernetes.services).toHaveLength(1);
  });

  test('may lie with objects of other kinds in one file', () => {
    const decoded = decodeWith({
      'kubernetes/services.json': { kind: 'List', items: [SERVICE, NODE] },
      'kubernetes/nodes.json': undefined,
    });
    expect(decoded.problems).toEqual([]);
    expect(decoded.snapshot.kubernetes.nodes).toHaveLength(1);
    expect(statusOf(decoded, 'nodes')).toMatchObject({ state: 'live' });
  });

  test('may lie in a file of another name', () => {
    const everything = { kind: 'List', items: [SERVICE, SLICE, NODE] };
    const decoded = decodeWith({
      'kubernetes/services.json': undefined,
      'kubernetes/endpointslices.json': undefined,
      'kubernetes/nodes.json': undefined,
      'kubernetes/all.json': everything,
    });
    expect(decoded.problems).toEqual([]);
    expect(decoded.notes).toEqual([]);
    expect(decoded.snapshot.sources.kubernetes.state).toBe('live');
  });

  test('says which kind it does not read', () => {
    const decoded = decodeWith({ 'kubernetes/services.json': [SERVICE, { kind: 'ConfigMap' }] });
    expect(decoded.problems).toMatchObject([{ file: 'kubernetes/services.json', pointer: '/1/kind' }]);
    expect(decoded.snapshot.kubernetes.services).toHaveLength(1);
  });

  test('is not an empty list when its file holds only something else', () => {
    const decoded = decodeWith({ 'kubernetes/nodes.json': { kind: 'List', items: [SERVICE] } });
    expect(decoded.snapshot.kubernetes.nodes).toBeNull();
    expect(statusOf(decoded, 'nodes')).toMatchObject({ state: 'partial', error: expect.stringContaining('"Service"') });
  });

  test('keeps what it can read, names the rest by pointer, and is partial', () => {
    const broken = { ...SERVICE, spec: { type: 'LoadBalancer', ports: [{ port: 'http' }] } };
    const decoded = decodeWith({ 'kubernetes/services.json': { kind: 'List', items: [SERVICE, broken] } });
    expect(decoded.problems).toEqual([
      {
        file: 'kubernetes/services.json',
        pointer: '/items/1/spec/ports/0/port',
        message: 'Service shop/web: expected a number, found "http"',
      },
    ]);
    expect(decoded.snapshot.kubernetes.services).toHaveLength(1);
    expect(statusOf(decoded, 'services')).toMatchObject({ state: 'partial', observedAt: '2026-01-01T00:00:00Z' });
    expect(decoded.snapshot.sources.kubernetes).toMatchObject({ state: 'partial' });
  });

  test('names a hundred broken objects in few words', () => {
    const broken = Array.from({ length: 100 }, () => ({ kind: 'Node' }));
    const decoded = decodeWith({ 'kubernetes/nodes.json': broken });
    expect(decoded.snapshot.kubernetes.nodes).toBeNull();
    expect(decoded.problems).toHaveLength(51);
    expect(decoded.problems.at(-1)?.message).toBe('and 50 more problems from here on');
    expect(statusOf(decoded, 'nodes')?.error).toContain('100 of 100 objects');
  });

  test('counts an object once however often it is listed', () => {
    const decoded = decodeWith({ 'kubernetes/nodes.json': [NODE, NODE, NODE] });
    expect(decoded.snapshot.kubernetes.nodes).toHaveLength(1);
    expect(decoded.problems).toMatchObject([{ pointer: '/1', message: expect.stringContaining('twice') }]);
    expect(statusOf(decoded, 'nodes')).toMatchObject({ state: 'live' });
  });

  test('is partial when it is only a first page', () => {
    const page = { kind: 'List', metadata: { continue: 'token' }, items: [NODE] };
    const decoded = decodeWith({ 'kubernetes/nodes.json': page });
    expect(decoded.problems).toMatchObject([{ file: 'kubernetes/nodes.json', pointer: '/metadata/continue' }]);
    expect(statusOf(decoded, 'nodes')).toMatchObject({ state: 'partial' });
  });

  test('is passed over where its file is none of a bundle', () => {
    const decoded = decodeWith({ 'kubernetes/service.json': '{', 'azure/lbs.json': [], 'azure/health/x.json': {} });
    expect(decoded.problems).toEqual([]);
    expect(decoded.notes).toEqual([
      'Not part of a bundle, so not read: kubernetes/service.json, azure/lbs.json, azure/health/x.json.',
    ]);
  });
});

describe('a list of ARM', () => {
  const loadBalancer = { id: LOAD_BALANCER_ID, name: 'kubernetes', properties: {} };

  test.each([
    ['an ARM list', { value: [loadBalancer] }],
    ['an array', [loadBalancer]],
    ['a single object', loadBalancer],
    ['pages put together', [{ value: [loadBalancer] }, { value: [] }]],
  ])('is read from %s', (_, content) => {
    const decoded = decodeWith({ 'azure/loadbalancers.json': content });
    expect(decoded.problems).toEqual([]);
    expect(decoded.snapshot.azure.loadBalancers).toHaveLength(1);
  });

  test('is not an empty list when its file holds only something else', () => {
    const publicIps = [{ id: '/x/publicIPAddresses/ip', type: 'Microsoft.Network/publicIPAddresses' }];
    const decoded = decodeWith({ 'azure/loadbalancers.json': publicIps });
    expect(decoded.snapshot.azure.loadBalancers).toBeNull();
    expect(decoded.problems).toMatchObject([{ file: 'azure/loadbalancers.json', pointer: '/0/type' }]);
    expect(decoded.snapshot.sources.azure.state).toBe('partial');
  });

  test('is partial when it is only a first page', () => {
    const decoded = decodeWith({ 'azure/loadbalancers.json': { value: [loadBalancer], nextLink: 'https://…' } });
    expect(decoded.problems).toMatchObject([{ file: 'azure/loadbalancers.json', pointer: '/nextLink' }]);
    expect(decoded.snapshot.sources.azure.state).toBe('partial');
  });

  test('counts an object once in whichever case its id is written', () => {
    const shouted = { ...loadBalancer, id: LOAD_BALANCER_ID.toUpperCase() };
    expect(
      decodeWith({ 'azure/loadbalancers.json': [loadBalancer, shouted] }).snapshot.azure.loadBalancers,
    ).toHaveLength(1);
  });

  test('takes the managed cluster that the load balancers belong to from several', () => {
    const cluster = (name: string, nodeResourceGroup: string) => ({
      id: `/c/${name}`,
      name,
      properties: { nodeResourceGroup },
    });
    const clusters = [cluster('other', 'MC_other'), cluster('mine', 'mc_RG')];
    const decoded = decodeWith({ 'azure/loadbalancers.json': [loadBalancer], 'azure/managedcluster.json': clusters });
    expect(decoded.snapshot.azure.managedCluster?.name).toBe('mine');
    expect(decoded.snapshot.cluster).toBe('mine');
    const undecided = decodeWith({ 'azure/loadbalancers.json': [], 'azure/managedcluster.json': { value: clusters } });
    expect(undecided.snapshot.azure.managedCluster).toBeNull();
    expect(undecided.problems).toMatchObject([{ file: 'azure/managedcluster.json' }]);
  });
});
