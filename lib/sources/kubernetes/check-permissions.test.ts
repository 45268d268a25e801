import { afterEach, beforeEach, expect, it } from 'vitest';
import { collectionPath } from './resource.ts';
import { refuse } from './testing/reply.ts';
import { type SourceWorld, startSourceWorld } from './testing/source-world.ts';

let world: SourceWorld;
const { signal } = new AbortController();

beforeEach(async () => {
  world = await startSourceWorld();
});

afterEach(() => world.close());

it('asks for every list and watch this product makes', async () => {
  world.server.deny('watch', collectionPath('autoscalers'));
  world.server.deny('list', collectionPath('leases'));
  const rows = await world.start().checkPermissions(signal);
  expect(rows).toHaveLength(39);
  expect(rows.filter(({ allowed }) => !allowed)).toEqual([
    {
      name: 'autoscalers',
      verb: 'watch',
      resource: 'autoscaling/horizontalpodautoscalers',
      namespace: null,
      allowed: false,
      reason: null,
    },
    {
      name: 'leases',
      verb: 'list',
      resource: 'coordination.k8s.io/leases',
      namespace: 'kube-node-lease',
      allowed: false,
      reason: null,
    },
  ]);
});

it('says unknown, not refused, where the API server gives no answer', async () => {
  world.server.fail((request) => request.verb === 'create', refuse(500, 'InternalError'));
  const rows = await world.start().checkPermissions(signal);
  expect(rows.filter(({ allowed }) => allowed === null)).toEqual([
    expect.objectContaining({ reason: expect.stringContaining('500') }),
  ]);
});
