import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Simulator, startSimulator } from '../../start-simulator.ts';
import { ApiClient } from '../../testing/api-client.ts';

const listSchema = z.looseObject({
  metadata: z.looseObject({
    resourceVersion: z.string(),
    continue: z.string().optional(),
    remainingItemCount: z.number().optional(),
  }),
  items: z.array(z.looseObject({ metadata: z.looseObject({ name: z.string(), uid: z.string() }) })),
});

let simulator: Simulator;
let api: ApiClient;

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'healthy', speed: 0, startAt: Date.UTC(2026, 10, 21) });
  api = new ApiClient(simulator);
});
afterAll(() => simulator.stop());

const listOf = async (path: string) => listSchema.parse((await api.call(path)).body);
const namesOf = (list: z.infer<typeof listSchema>) => list.items.map((item) => item.metadata.name);

describe('reading', () => {
  it('lists in pages that show one moment, whatever happens between them', async () => {
    const all = await listOf('/api/v1/nodes');
    const first = await listOf('/api/v1/nodes?limit=3');
    expect(first.items).toHaveLength(3);
    expect(first.metadata.remainingItemCount).toBe(4);
    simulator.control.act({ do: 'label', object: `Node ${namesOf(all).at(-1)}`, labels: { touched: 'yes' } });
    const second = await listOf(`/api/v1/nodes?limit=10&continue=${first.metadata.continue}`);
    expect([...namesOf(first), ...namesOf(second)]).toEqual(namesOf(all));
    expect(second.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
    expect(JSON.stringify(second.items)).not.toContain('touched');
  });

  it('answers 410 to a page of a list it no longer knows', async () => {
    const token = Buffer.from(JSON.stringify({ id: 'old', start: 3 })).toString('base64url');
    expect(await api.call(`/api/v1/nodes?limit=3&continue=${token}`)).toMatchObject({
      status: 410,
      body: { reason: 'Expired' },
    });
  });

  it('selects by label and by field, and refuses a field it cannot select by', async () => {
    expect(namesOf(await listOf('/api/v1/services?fieldSelector=spec.type%3DLoadBalancer'))).toEqual([
      'gateway',
      'gateway-internal',
    ]);
    expect((await listOf('/api/v1/pods?labelSelector=app%20in%20(gateway)')).items).toHaveLength(3);
    expect(await api.call('/api/v1/services?fieldSelector=spec.color%3Dred')).toMatchObject({
      status: 400,
      body: { reason: 'BadRequest' },
    });
  });

  it('prints tables and bare metadata for those who ask', async () => {
    const table = await api.call('/api/v1/nodes', {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json',
    });
    expect(table.body).toMatchObject({
      kind: 'Table',
      columnDefinitions: expect.arrayContaining([expect.objectContaining({ name: 'Status' })]),
    });
    const bare = await api.call('/apis/apps/v1/deployments', {
      accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
    });
    expect(bare.body).toMatchObject({
      kind: 'PartialObjectMetadataList',
      items: [{ kind: 'PartialObjectMetadata' }, {}],
    });
    expect(JSON.stringify(bare.body)).not.toContain('"spec"');
  });

  it('refuses strangers, what is denied, and what does not exist', async () => {
    expect((await api.call('/api/v1/nodes', { token: 'wrong' })).status).toBe(401);
    expect(await api.call('/api/v1/nodes/none')).toMatchObject({
      status: 404,
      body: { reason: 'NotFound', details: { name: 'none' } },
    });
    expect((await api.call('/api/v1/secrets')).status).toBe(404);
    simulator.control.act({ do: 'deny', rights: ['* apps/deployments'] });
    expect(await api.call('/apis/apps/v1/deployments')).toMatchObject({ status: 403, body: { reason: 'Forbidden' } });
    const review = { spec: { resourceAttributes: { group: 'apps', resource: 'deployments', verb: 'list' } } };
    const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
    expect(await api.call(path, { method: 'POST', body: review })).toMatchObject({
      status: 201,
      body: { status: { allowed: false } },
    });
    simulator.control.act({ do: 'deny', rights: ['* apps/deployments'], mend: true });
    expect(await api.call(path, { method: 'POST', body: review })).toMatchObject({
      body: { status: { allowed: true } },
    });
  });
});

describe('watching', () => {
  const next = async (events: AsyncGenerator<{ type: string; object: Record<string, unknown> }>) => {
    const result = await events.next();
    return result.done === true ? null : result.value;
  };

  it('goes on from a revision, and turns a label change into an arrival and a departure', async () => {
    const { metadata } = await listOf('/api/v1/nodes');
    const events = api.watch(
      `/api/v1/nodes?watch=true&labelSelector=colour%3Dred&resourceVersion=${metadata.resourceVersion}`,
    );
    const [name] = namesOf(await listOf('/api/v1/nodes'));
    simulator.control.act({ do: 'label', object: `Node ${name}`, labels: { colour: 'red' } });
    expect(await next(events)).toMatchObject({ type: 'ADDED', object: { metadata: { name } } });
    simulator.control.act({ do: 'label', object: `Node ${name}`, labels: { other: 'x' } });
    expect(await next(events)).toMatchObject({ type: 'MODIFIED' });
    simulator.control.act({ do: 'label', object: `Node ${name}`, labels: { colour: null } });
    expect(await next(events)).toMatchObject({ type: 'DELETED' });
    await events.return(undefined);
  });

  it('begins with what is there, and says when that is all', async () => {
    const events = api.watch(
      '/api/v1/namespaces/ingress/services?watch=true&sendInitialEvents=true&allowWatchBookmarks=true',
    );
    expect((await next(events))?.type).toBe('ADDED');
    expect((await next(events))?.type).toBe('ADDED');
    expect(await next(events)).toMatchObject({
      type: 'BOOKMARK',
      object: { metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } },
    });
    await events.return(undefined);
  });

  it('ends with 410 when the past is forgotten', async () => {
    const { metadata } = await listOf('/api/v1/pods');
    simulator.control.act({ do: 'pod', pod: 'any:gateway', state: 'unready' });
    simulator.control.skip(60);
    simulator.control.act({ do: 'compact' });
    const events = api.watch(`/api/v1/pods?watch=true&resourceVersion=${metadata.resourceVersion}`);
    expect(await next(events)).toMatchObject({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
    expect(await next(events)).toBeNull();
    simulator.control.act({ do: 'pod', pod: 'all:gateway', state: 'ready' });
    simulator.control.skip(60);
  });

  it('ends after its time with a bookmark', async () => {
    const { metadata } = await listOf('/api/v1/namespaces');
    const events = api.watch(
      `/api/v1/namespaces?watch=true&allowWatchBookmarks=true&timeoutSeconds=1&resourceVersion=${metadata.resourceVersion}`,
    );
    expect((await next(events))?.type).toBe('BOOKMARK');
    expect(await next(events)).toBeNull();
  });

  it('is cut when the API server goes down', async () => {
    const events = api.watch('/api/v1/namespaces?watch=true');
    expect((await next(events))?.type).toBe('ADDED');
    simulator.control.act({ do: 'api-server', state: 'down' });
    const drained = (async () => {
      while ((await next(events)) !== null);
    })();
    await expect(drained).rejects.toThrow(/aborted|hang up|ECONNRESET/);
    await expect(api.call('/version')).rejects.toThrow(/hang up|ECONNRESET/);
    simulator.control.act({ do: 'api-server', state: 'up' });
    expect((await api.call('/version')).status).toBe(200);
  });
});

describe('writing', () => {
  const service = '/api/v1/namespaces/ingress/services/gateway-internal';
  const merge = (path: string, body: object) =>
    api.call(path, { method: 'PATCH', contentType: 'application/merge-patch+json', body });

  it('tries a change without making it', async () => {
    const body = { spec: { externalTrafficPolicy: 'Local' } };
    const tried = await merge(`${service}?dryRun=All`, body);
    expect(tried).toMatchObject({
      status: 200,
      body: { spec: { externalTrafficPolicy: 'Local', healthCheckNodePort: expect.any(Number) } },
    });
    expect(await api.call(service)).toMatchObject({ body: { spec: { externalTrafficPolicy: 'Cluster' } } });
    const applied = await api.call(`${service}?dryRun=All&fieldManager=test&force=true`, {
      method: 'PATCH',
      contentType: 'application/apply-patch+yaml',
      body: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'gateway-internal' }, ...body },
    });
    expect(applied).toMatchObject({ status: 200, body: { spec: { externalTrafficPolicy: 'Local' } } });
  });

  it('refuses what is wrong, stale or already there', async () => {
    expect(await merge(service, { spec: { externalTrafficPolicy: 'Nearby' } })).toMatchObject({
      status: 422,
      body: { reason: 'Invalid' },
    });
    expect(await merge(service, { metadata: { resourceVersion: '1' } })).toMatchObject({
      status: 409,
      body: { reason: 'Conflict' },
    });
    const body = { metadata: { name: 'ingress' } };
    expect(await api.call('/api/v1/namespaces', { method: 'POST', body })).toMatchObject({
      status: 409,
      body: { reason: 'AlreadyExists' },
    });
    expect(
      (await api.call('/api/v1/nodes', { method: 'POST', contentType: 'application/vnd.kubernetes.protobuf' })).status,
    ).toBe(415);
  });

  it('scales through the scale of a deployment', async () => {
    const scale = '/apis/apps/v1/namespaces/ingress/deployments/gateway/scale';
    expect(await api.call(scale)).toMatchObject({
      body: { kind: 'Scale', spec: { replicas: 3 }, status: { replicas: 3 } },
    });
    expect(await merge(scale, { spec: { replicas: 4 } })).toMatchObject({
      status: 200,
      body: { spec: { replicas: 4 } },
    });
    simulator.control.skip(60);
    expect((await listOf('/api/v1/pods?labelSelector=app%3Dgateway')).items).toHaveLength(4);
  });

  it('evicts pods as far as their budget allows', async () => {
    const pods = namesOf(await listOf('/api/v1/namespaces/ingress/pods?labelSelector=app%3Dgateway'));
    const statuses: number[] = [];
    for (const name of pods) {
      const body = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace: 'ingress' } };
      statuses.push(
        (await api.call(`/api/v1/namespaces/ingress/pods/${name}/eviction`, { method: 'POST', body })).status,
      );
    }
    expect(statuses).toEqual([201, 201, 429, 429]);
  });
});
