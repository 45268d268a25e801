import { afterEach, beforeEach, expect, it } from 'vitest';
import { collectionPath, type KubeResourceName } from '../resource.ts';
import { refuse } from '../testing/reply.ts';
import { type SourceWorld, startSourceWorld } from '../testing/source-world.ts';

const OPTIONAL: readonly KubeResourceName[] = [
  'gateways',
  'httpRoutes',
  'tlsRoutes',
  'grpcRoutes',
  'istioGateways',
  'virtualServices',
];

const metadata = { namespace: 'shop', name: 'web' };
const ingress = { metadata, spec: { rules: [{ host: 'shop.example.com' }] } };
const virtualService = { metadata, spec: { hosts: ['shop.example.com'], gateways: ['web'] } };

let world: SourceWorld;

afterEach(() => world.close());

const statusIn = (source: ReturnType<SourceWorld['start']>, name: KubeResourceName) =>
  source.statuses().find(({ resource }) => resource === name);

beforeEach(async () => {
  // A cluster without any add-on.
  world = await startSourceWorld((name) => !OPTIONAL.includes(name));
});

it('reads Ingresses alone in a cluster without add-ons, and calls what is not served absent, not wrong', async () => {
  world.put('ingresses', ingress);
  const source = world.start();
  await source.settled;
  expect(world.recorder.keys('hostRoutes')).toEqual(['Ingress/shop/web']);
  for (const name of OPTIONAL) {
    expect(statusIn(source, name)).toEqual({
      resource: name,
      state: 'absent',
      observedAt: null,
      error: null,
      denied: null,
    });
    expect(world.asked(name, 'list')).toEqual([]);
  }
});

it('reads an older version where that is what the cluster serves', async () => {
  world.server.serve(collectionPath('virtualServices', null, 'v1beta1'));
  world.server.put(collectionPath('virtualServices', null, 'v1beta1'), virtualService);
  const source = world.start();
  await source.settled;
  expect(world.recorder.keys('hostRoutes')).toEqual(['VirtualService/shop/web']);
  expect(statusIn(source, 'virtualServices')).toMatchObject({ state: 'live', error: null });
  expect(statusIn(source, 'istioGateways')).toMatchObject({ state: 'absent', error: null });
});

it('finds an add-on that is installed later', async () => {
  const source = world.start();
  await source.settled;
  expect(world.recorder.keys('hostRoutes')).toEqual([]);
  for (const name of OPTIONAL) world.server.serve(collectionPath(name));
  world.put('virtualServices', virtualService);
  world.clock.advance(600_000);
  await world.recorder.until(() => world.recorder.keys('hostRoutes')?.length === 1);
  await world.recorder.until(() => OPTIONAL.every((name) => statusIn(source, name)?.state === 'live'));
});

it('names the permission that is missing, and reads the others', async () => {
  for (const name of OPTIONAL) world.server.serve(collectionPath(name));
  world.server.deny('list', collectionPath('httpRoutes'));
  world.put('ingresses', ingress);
  const source = world.start();
  await source.settled;
  await world.recorder.until(() => statusIn(source, 'httpRoutes')?.state === 'denied');
  expect(statusIn(source, 'httpRoutes')?.denied).toEqual({
    verb: 'list',
    resource: 'gateway.networking.k8s.io/httproutes',
  });
  expect(world.recorder.keys('hostRoutes')).toEqual(['Ingress/shop/web']);
});

it('asks again soon after discovery failed, and says why meanwhile', async () => {
  for (const name of OPTIONAL) world.server.serve(collectionPath(name));
  world.put('virtualServices', virtualService);
  world.server.fail(({ path }) => path === '/apis/networking.istio.io/v1', refuse(500, 'InternalError'));
  const source = world.start();
  await source.settled;
  expect(statusIn(source, 'virtualServices')).toMatchObject({ state: 'stale', error: expect.stringContaining('500') });
  world.clock.advance(60_000);
  await world.recorder.until(() => statusIn(source, 'virtualServices')?.state === 'live');
  expect(world.recorder.keys('hostRoutes')).toEqual(['VirtualService/shop/web']);
});
