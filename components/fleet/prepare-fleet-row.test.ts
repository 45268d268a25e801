import { expect, it } from 'vitest';
import { analyze } from '../../lib/analysis/analyze.ts';
import { summarizeCluster } from '../../lib/analysis/summarize-cluster.ts';
import { webWorld } from '../../lib/analysis/testing/web-world.ts';
import { countServices } from './fleet-row.ts';
import { prepareFleetRow } from './prepare-fleet-row.ts';

const analysis = analyze(webWorld());
const summary = summarizeCluster(analysis);

it('says of a cluster what its own page says', () => {
  const row = prepareFleetRow('prod weu', 'bundle', () => analysis);
  const { status, sentence, takenAt, findingCounts: findings } = summary;
  expect(row).toMatchObject({ id: 'prod weu', href: '/clusters/prod%20weu', status, sentence, takenAt, findings });
  expect(row.nodes).toBe(3);
  expect(countServices(row)).toBe(summary.services.length);
  expect(row.sources.map(({ state }) => state)).toEqual(Object.values(summary.sources).map(({ state }) => state));
});

it('takes as the worst loss what a failing Service loses under its own policy', () => {
  const dark = analyze(webWorld({ externalTrafficPolicy: 'Local' }, 3, []));
  const row = prepareFleetRow('dark', 'live', () => dark);
  const [service] = summarizeCluster(dark).services;
  expect(service?.status).toBe('failing');
  expect(row.worstLostShare).toBe(service?.lostShare.Local);
  expect(row.services.failing).toBe(1);
});

it('calls the data incomplete when a source is stale or refused, not when nobody set it up', () => {
  const { snapshot } = analysis;
  const withAzure = (state: 'absent' | 'stale' | 'denied') => {
    const azure = { ...snapshot.sources.azure, state };
    return prepareFleetRow('a', 'live', () => analyze({ ...snapshot, sources: { ...snapshot.sources, azure } }));
  };
  expect(withAzure('absent').complete).toBe(true);
  expect(withAzure('stale').complete).toBe(false);
  expect(withAzure('denied').complete).toBe(false);
});

it('tells of a cluster that cannot be summed up, and of nothing else', () => {
  const broken = () => {
    throw new Error('no such port');
  };
  const row = prepareFleetRow('broken', 'live', broken);
  expect(row).toMatchObject({ status: 'unknown', complete: false, takenAt: null });
  expect(row.sentence).toContain('no such port');
  expect(countServices(row)).toBe(0);
});
