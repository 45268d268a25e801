import { describe, expect, test } from 'vitest';
import { parseService } from './parse-service.ts';

function rawService(spec: object = {}, metadata: object = {}) {
  return {
    metadata: { namespace: 'shop', name: 'web', uid: '452120e4-4bda-4d6c-9c88-7ddd239c6ef0', ...metadata },
    spec: { type: 'LoadBalancer', ports: [{ port: 80, nodePort: 32746 }], ...spec },
  };
}

function problemOf(raw: unknown) {
  const parsed = parseService(raw);
  return parsed.ok ? null : parsed.problem;
}

describe('parseService', () => {
  test('fills in the defaults of the API where a field is missing or null', () => {
    const parsed = parseService(rawService({ externalTrafficPolicy: null, ipFamilies: null }));
    expect(parsed).toEqual({
      ok: true,
      value: {
        namespace: 'shop',
        name: 'web',
        uid: '452120e4-4bda-4d6c-9c88-7ddd239c6ef0',
        resourceVersion: '',
        createdAt: null,
        deletedAt: null,
        finalizers: [],
        gateway: null,
        annotations: {},
        externalTrafficPolicy: 'Cluster',
        internalTrafficPolicy: 'Cluster',
        healthCheckNodePort: null,
        sessionAffinity: 'None',
        sessionAffinityTimeoutSeconds: null,
        ports: [{ name: '', protocol: 'TCP', port: 80, targetPort: 80, nodePort: 32746, appProtocol: null }],
        selector: null,
        loadBalancerIP: null,
        loadBalancerClass: null,
        loadBalancerSourceRanges: [],
        allocateLoadBalancerNodePorts: true,
        publishNotReadyAddresses: false,
        trafficDistribution: null,
        ipFamilies: [],
        externalIPs: [],
        ingress: [],
      },
    });
  });

  test('is null for every other type, and for the default type', () => {
    for (const type of ['ClusterIP', 'NodePort', 'ExternalName', undefined, null]) {
      expect(parseService(rawService({ type }))).toEqual({ ok: true, value: null });
    }
  });

  test('keeps only the annotations that steer a load balancer', () => {
    const annotations = {
      'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
      'kubectl.kubernetes.io/last-applied-configuration': '{"secret":1}',
      'aks-ingress-health/ignore': 'orphan-rule',
    };
    const parsed = parseService(rawService({}, { annotations }));
    expect(parsed.ok && Object.keys(parsed.value?.annotations ?? {})).toEqual([
      'service.beta.kubernetes.io/azure-load-balancer-internal',
      'aks-ingress-health/ignore',
    ]);
  });

  test('refuses an unknown externalTrafficPolicy instead of taking it for Cluster', () => {
    expect(problemOf(rawService({ externalTrafficPolicy: 'local' }))).toEqual({
      object: 'Service shop/web',
      pointer: '/spec/externalTrafficPolicy',
      message: 'expected "Cluster" or "Local", found "local"',
    });
  });

  test('names the field of a wrong type', () => {
    expect(problemOf(rawService({ ports: [{ port: 80 }, { port: '443' }] }))).toEqual({
      object: 'Service shop/web',
      pointer: '/spec/ports/1/port',
      message: 'expected a number, found "443"',
    });
    expect(problemOf(rawService({ healthCheckNodePort: true }))?.pointer).toBe('/spec/healthCheckNodePort');
    expect(problemOf(rawService({ type: 7 }))?.pointer).toBe('/spec/type');
  });

  test('refuses an object without identity', () => {
    expect(problemOf(rawService({}, { uid: undefined }))?.pointer).toBe('/metadata/uid');
    expect(problemOf(rawService({}, { name: '' }))).toEqual({
      object: 'Service without a name',
      pointer: '/metadata/name',
      message: 'must not be empty',
    });
    for (const raw of [null, undefined, 5, 'x', []]) expect(problemOf(raw)).not.toBeNull();
  });

  test('refuses a time that is none', () => {
    expect(problemOf(rawService({}, { deletionTimestamp: 'soon' }))?.message).toBe(
      'expected an RFC 3339 time, found "soon"',
    );
  });
});
