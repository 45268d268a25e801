import { describe, expect, it } from 'vitest';
import type { EndpointSlice } from '../../snapshot/endpoint-slice.ts';
import { parseClusterNode } from '../../snapshot/wire/parse-cluster-node.ts';
import { parseEndpointSlice } from '../../snapshot/wire/parse-endpoint-slice.ts';
import { parseService } from '../../snapshot/wire/parse-service.ts';
import { nodeQuestions } from './node-question.ts';

function node(name: string, ...addresses: readonly string[]) {
  const parsed = parseClusterNode({
    metadata: { name, uid: name, resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z' },
    spec: {},
    status: {
      addresses: [
        { type: 'ExternalIP', address: '10.9.9.9' },
        { type: 'Hostname', address: '10.8.8.8' },
        ...addresses.map((address) => ({ type: 'InternalIP', address })),
      ],
    },
  });
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.value;
}

function service(name: string, spec: object) {
  const parsed = parseService({
    metadata: { name, namespace: 'shop', uid: `uid-${name}`, resourceVersion: '1' },
    spec: { type: 'LoadBalancer', ports: [{ port: 80, nodePort: 30_080, protocol: 'TCP' }], ...spec },
    status: {},
  });
  if (!parsed.ok || parsed.value === null) throw new Error('no Service');
  return parsed.value;
}

function sliceOn(serviceName: string, nodeName: string): EndpointSlice {
  const parsed = parseEndpointSlice({
    metadata: {
      name: `${serviceName}-1`,
      namespace: 'shop',
      uid: 'slice',
      resourceVersion: '1',
      labels: { 'kubernetes.io/service-name': serviceName },
    },
    addressType: 'IPv4',
    ports: [{ name: '', port: 8080, protocol: 'TCP' }],
    endpoints: [{ addresses: ['10.244.0.1'], conditions: { ready: true }, nodeName }],
  });
  if (!parsed.ok || parsed.value === null) throw new Error('no EndpointSlice');
  return parsed.value;
}

const local = service('local', { externalTrafficPolicy: 'Local', healthCheckNodePort: 32_001 });
const cluster = service('web', { externalTrafficPolicy: 'Cluster' });
const nodes = [node('a', '10.0.0.4'), node('b', '10.0.0.5')];

const asked = (parts: Parameters<typeof nodeQuestions>[0], max = 100) =>
  nodeQuestions(parts, max).map((one) => `${one.node} ${one.address}:${one.port}`);

describe('what nodes are asked', () => {
  it('is kube-proxy everywhere, then health-check node ports, first where endpoints are', () => {
    const endpointSlices = [sliceOn('local', 'b')];
    expect(asked({ nodes, services: [cluster, local], endpointSlices })).toEqual([
      'a 10.0.0.4:10256',
      'b 10.0.0.5:10256',
      'b 10.0.0.5:32001',
      'a 10.0.0.4:32001',
    ]);
  });

  it('is no port of a Cluster Service, and none that no Service of the cluster has', () => {
    const ports = nodeQuestions({ nodes, services: [cluster], endpointSlices: null }, 100).map(({ port }) => port);
    expect(new Set(ports)).toEqual(new Set([10_256]));
  });

  it.each([22, 443, 0, 70_000])('is never port %i, whatever a Service says', (healthCheckNodePort) => {
    const services = [{ ...local, healthCheckNodePort }];
    expect(asked({ nodes: nodes.slice(0, 1), services, endpointSlices: null })).toEqual(['a 10.0.0.4:10256']);
  });

  it.each([
    '127.0.0.1',
    '169.254.169.254',
    '168.63.129.16',
    '20.103.44.17',
    '::1',
    '::ffff:10.0.0.1',
    'metadata.internal',
  ])('never goes to %s, though a Node calls it its InternalIP', (address) => {
    expect(asked({ nodes: [node('odd', address)], services: [local], endpointSlices: null })).toEqual([]);
    expect(asked({ nodes: [node('odd', address, '10.0.0.9')], services: [], endpointSlices: null })).toEqual([
      'odd 10.0.0.9:10256',
    ]);
  });

  it('never goes to an address that is not an InternalIP', () => {
    expect(asked({ nodes: [node('bare')], services: [local], endpointSlices: null })).toEqual([]);
  });

  it('keeps to a number, the most telling first', () => {
    expect(asked({ nodes, services: [local], endpointSlices: [sliceOn('local', 'b')] }, 3)).toEqual([
      'a 10.0.0.4:10256',
      'b 10.0.0.5:10256',
      'b 10.0.0.5:32001',
    ]);
  });

  it('is nothing while nodes are not known', () => {
    expect(asked({ nodes: null, services: null, endpointSlices: null })).toEqual([]);
  });
});
