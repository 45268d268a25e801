import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../start-simulator.ts';
import { ApiClient } from '../../testing/api-client.ts';

const startAt = Date.UTC(2026, 10, 21);
let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator({ scenario: 'spot-eviction-cluster', speed: 0, startAt });
});
afterAll(() => simulator.stop());

async function ask(path: string, body?: unknown): Promise<{ status: number; text: string; json: () => unknown }> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${simulator.armUrl}/control${path}`, init);
  const text = await response.text();
  return { status: response.status, text, json: () => JSON.parse(text) };
}

describe('the control API', () => {
  it('lists scenarios and the shape of actions', async () => {
    expect((await ask('/scenarios')).json()).toContainEqual(
      expect.objectContaining({ name: 'healthy', title: 'A healthy cluster' }),
    );
    expect((await ask('/actions')).text).toContain('kube-proxy');
  });

  it('stands still at speed 0, and jumps when told', async () => {
    expect((await ask('/state')).json()).toMatchObject({ now: '2026-11-21T00:00:00.000Z', speed: 0 });
    expect((await ask('/skip', { seconds: 20 })).status).toBe(200);
    expect((await ask('/state')).json()).toMatchObject({ now: '2026-11-21T00:00:20.000Z' });
  });

  it('measures shares by playing connections, before and after an action', async () => {
    const shares = async () => (await ask('/shares', { service: 'ingress/gateway', connections: 2_000 })).json();
    expect(await shares()).toMatchObject({ connections: 2_000, answered: 2_000, timeout: 0 });
    expect((await ask('/actions', { do: 'kill', node: 'spot' })).status).toBe(200);
    const after = await shares();
    expect(after).toMatchObject({ refused: 0 });
    expect(after).not.toMatchObject({ timeout: 0 });
  });

  it('gives the logs as lines, from a moment on', async () => {
    const all = (await ask('/logs/edge')).text.trim().split('\n');
    expect(all.length).toBeGreaterThan(100);
    expect(JSON.parse(all[0] ?? '')).toHaveProperty('RayID');
    const late = (await ask('/logs/edge?since=2026-11-21T00:00:15Z')).text.trim().split('\n');
    expect(late.length).toBeLessThan(all.length);
    expect((await ask('/logs/gateway')).text).toContain('cf_ray');
  });

  it('runs the timeline of another scenario in this cluster', async () => {
    expect((await ask('/run', { scenario: 'nsg-blocks-probe' })).json()).toEqual({
      scenario: 'nsg-blocks-probe',
      actions: 1,
    });
    await ask('/skip', { seconds: 60 });
    expect((await ask('/shares', { service: 'ingress/gateway' })).json()).toMatchObject({ answered: 0 });
  });

  it('runs the timeline of a file by its text, and never opens a path itself', async () => {
    const text = [
      'title: mine',
      'description: mine',
      'cluster: { pools: [{ name: apps, count: 1 }] }',
      'timeline: [{ at: 1, action: { do: policy, service: ingress/gateway, policy: Local } }]',
    ].join('\n');
    expect((await ask('/run', { scenario: './nights/mine.yaml', text })).json()).toMatchObject({ actions: 1 });
    expect((await ask('/state')).json()).toMatchObject({ scenario: 'mine' });
  });

  it.each([
    ['/run', { scenario: 'none' }, 400, 'there is no scenario'],
    ['/run', { scenario: '../scenarios/healthy.yaml' }, 400, 'there is no scenario'],
    [
      '/run',
      { scenario: 'mine.yaml', text: 'seed: many' },
      400,
      'mine.yaml cannot be used as a scenario:\\n  line 1: ',
    ],
    ['/actions', { do: 'paint' }, 400, 'do'],
    ['/actions', { do: 'kill', node: 'pool:none' }, 400, 'no node fits'],
    ['/actions', { do: 'policy', service: 'shop/none', policy: 'Local' }, 400, 'does not exist'],
    ['/shares', { service: 'shop/none' }, 400, 'does not exist'],
    ['/speed', { speed: -1 }, 400, 'speed'],
    ['/nowhere', {}, 404, 'nothing at /control/nowhere'],
  ])('refuses %s %j', async (path, body, status, words) => {
    const answer = await ask(path, body);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
  });

  it('needs no token, and ARM beside it does', async () => {
    expect((await fetch(`${simulator.armUrl}/subscriptions`)).status).toBe(401);
  });
});

describe('two simulators with one seed', () => {
  it('give the same bytes after the same actions', async () => {
    const play = async () => {
      const one = await startSimulator({ scenario: 'zone-loss', speed: 0, startAt, seed: 5 });
      one.control.skip(90);
      one.control.act({ do: 'restart', workload: 'ingress/gateway' });
      one.control.skip(120);
      const api = new ApiClient(one);
      const answers = await Promise.all(
        ['/api/v1/pods', '/api/v1/nodes', '/api/v1/events', '/apis/discovery.k8s.io/v1/endpointslices'].map((path) =>
          api.call(path),
        ),
      );
      const state = JSON.stringify([answers, one.control.state(), one.control.log('edge', 0)]);
      await one.stop();
      return state;
    };
    expect(await play()).toBe(await play());
  });
});
