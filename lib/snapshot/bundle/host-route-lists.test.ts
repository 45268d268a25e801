import { expect, it } from 'vitest';
import { decodeWith, statusOf } from './testing/bundle-of.ts';

const metadata = { namespace: 'ingress', name: 'gateway' };
const istio = {
  apiVersion: 'networking.istio.io/v1beta1',
  kind: 'Gateway',
  metadata,
  spec: { selector: { app: 'gw' } },
};
const gateway = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata, spec: { listeners: [] } };

it('keeps the Gateways of both groups apart, whichever file they are in', () => {
  const decoded = decodeWith({ 'kubernetes/everything.json': { kind: 'List', items: [istio, gateway] } });
  expect(decoded.snapshot.kubernetes.hostRoutes?.map(({ kind }) => kind)).toEqual(['Gateway', 'IstioGateway']);
  expect(decoded.problems).toEqual([]);
});

it('is loaded when one kind is, and says which are not there', () => {
  const decoded = decodeWith({ 'kubernetes/ingresses.json': { kind: 'List', items: [] } });
  expect(decoded.snapshot.kubernetes.hostRoutes).toEqual([]);
  expect(statusOf(decoded, 'ingresses')).toMatchObject({ state: 'live' });
  expect(statusOf(decoded, 'virtualServices')).toMatchObject({ state: 'absent', error: null });
  expect(decoded.problems).toEqual([]);
});

it('is not loaded without any of the files, which is no problem', () => {
  const decoded = decodeWith({});
  expect(decoded.snapshot.kubernetes.hostRoutes).toBeNull();
  expect(decoded.snapshot.sources.kubernetes.state).toBe('live');
});

it('names a malformed object and keeps the others', () => {
  const broken = { ...istio, metadata: { namespace: 'ingress', name: 'broken' }, spec: { servers: [{ port: 80 }] } };
  const decoded = decodeWith({ 'kubernetes/istiogateways.json': { kind: 'List', items: [istio, broken] } });
  expect(decoded.snapshot.kubernetes.hostRoutes).toHaveLength(1);
  expect(decoded.problems).toMatchObject([
    {
      file: 'kubernetes/istiogateways.json',
      pointer: '/items/1/spec/servers/0/port',
      message: expect.stringContaining('Gateway ingress/broken'),
    },
  ]);
});
