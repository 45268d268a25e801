import { afterEach, describe, expect, test } from 'vitest';
import type { Analysis } from '../../lib/analysis/analysis.ts';
import type { ClusterState } from '../../lib/collector/live-cluster.ts';
import type { ActionInput } from '../../simulator/actions/action.ts';
import { type LiveWorld, startLiveWorld } from './testing/live-world.ts';

let world: LiveWorld;
afterEach(() => world.stop());

const ageSeconds = ({ snapshot }: ClusterState<Analysis>, observedAt: string | null | undefined): number =>
  (Date.parse(snapshot.takenAt) - Date.parse(observedAt ?? '')) / 1000;

/** What is told of Services, without words that depend on time. */
const toldOf = ({ snapshot, analysis }: ClusterState<Analysis>) => ({
  rules: (snapshot.azure.loadBalancers ?? []).flatMap(({ rules }) => rules.map(({ name }) => name)),
  services: [...analysis.services.keys()],
  faults: analysis.findings.filter(({ severity }) => severity === 'critical' || severity === 'high'),
});

const balancers = () => world.status('azure', 'loadBalancers');

const FAULTS: readonly (readonly [string, ActionInput, RegExp])[] = [
  ['429 with Retry-After', { do: 'arm-fault', fault: '429', retryAfterSeconds: 17 }, /throttl|429/i],
  ['429 without Retry-After', { do: 'arm-fault', fault: '429-without-retry-after' }, /throttl|429|too many/i],
  ['500', { do: 'arm-fault', fault: '500' }, /500|internal/i],
  ['a sign-in page with status 200', { do: 'arm-fault', fault: 'html' }, /html|JSON/i],
  ['a connection that breaks off', { do: 'arm-fault', fault: 'truncated' }, /connection|reset|closed|hang up|broke/i],
  ['401', { do: 'arm-fault', fault: '401' }, /token|401|sign/i],
];

describe('Azure fails after it was read', () => {
  test.each(FAULTS)(
    '%s: what was read stays, with its age and the reason, until all is well',
    async (_what, fault, reason) => {
      world = await startLiveWorld('healthy');
      const before = toldOf(world.current());
      expect(before.rules.length).toBeGreaterThan(0);
      world.act(fault);
      const failed = await world.until(() => balancers()?.error != null);
      expect(balancers()?.error).toMatch(reason);
      expect(toldOf(failed)).toEqual(before);
      const since = balancers()?.observedAt;
      const old = await world.until((state) => ageSeconds(state, balancers()?.observedAt) > 90);
      expect(balancers()).toMatchObject({ state: 'stale', observedAt: since });
      expect(old.snapshot.sources.azure.state).toBe('stale');
      expect(toldOf(old)).toEqual(before);

      world.act({ do: 'arm-fault', fault: 'none' });
      await world.until((state) => balancers()?.state === 'live' && ageSeconds(state, balancers()?.observedAt) < 60);
      expect(balancers()?.error).toBeNull();
    },
  );

  test('slow answers are waited for, and what was read stays meanwhile', async () => {
    world = await startLiveWorld('healthy');
    const before = toldOf(world.current());
    world.act({ do: 'arm-fault', fault: 'slow', delaySeconds: 0.1 });
    const first = balancers()?.observedAt;
    const later = await world.until(() => balancers()?.observedAt !== first);
    expect(toldOf(later)).toEqual(before);
    expect(balancers()?.state).toBe('live');
  });
});

const pods = () => world.status('kubernetes', 'pods');

describe('Kubernetes fails after it was read', () => {
  test('an API server that is gone: what was read stays, with its age and the reason, until it is back', async () => {
    world = await startLiveWorld('healthy');
    const before = toldOf(world.current());
    const count = world.current().snapshot.kubernetes.pods?.length;
    world.act({ do: 'api-server', state: 'down' });
    const gone = await world.until(({ snapshot }) => snapshot.sources.kubernetes.state === 'stale');
    expect(toldOf(gone)).toEqual(before);
    expect(gone.snapshot.kubernetes.pods).toHaveLength(count ?? -1);
    await world.until((state) => ageSeconds(state, pods()?.observedAt) > 60);
    expect(pods()?.error).not.toBeNull();

    world.act({ do: 'api-server', state: 'up' });
    const back = await world.until(({ snapshot }) => snapshot.sources.kubernetes.state === 'live');
    expect(toldOf(back)).toEqual(before);
  });

  test('an API server that has forgotten: everything is listed again, and nothing is lost', async () => {
    world = await startLiveWorld('healthy');
    const before = toldOf(world.current());
    world.act({ do: 'api-server', state: 'down' });
    await world.until(({ snapshot }) => snapshot.sources.kubernetes.state === 'stale');
    world.act({ do: 'compact' });
    world.act({ do: 'api-server', state: 'up' });
    const back = await world.until(({ snapshot }) => snapshot.sources.kubernetes.state === 'live');
    expect(toldOf(back)).toEqual(before);
  });

  test('one right that is taken away: that resource keeps its data and says so, the others live', async () => {
    world = await startLiveWorld('healthy');
    const count = world.current().snapshot.kubernetes.pods?.length;
    world.act({ do: 'deny', rights: ['* /pods'] });
    world.act({ do: 'api-server', state: 'down' });
    world.act({ do: 'api-server', state: 'up' });
    await world.until(() => pods()?.state === 'denied' || pods()?.denied != null);
    expect(pods()?.denied).toEqual({ verb: expect.stringMatching(/^(list|watch)$/), resource: 'pods' });
    expect(world.current().snapshot.kubernetes.pods).toHaveLength(count ?? -1);
    await world.until(() => world.status('kubernetes', 'services')?.state === 'live');
    world.act({ do: 'deny', rights: ['* /pods'], mend: true });
    await world.until(() => pods()?.state === 'live');
  });
});
