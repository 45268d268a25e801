import { describe, expect, test } from 'vitest';
import type { SourceStatus } from '../source-status.ts';
import { decodeWith, statusOf } from './testing/bundle-of.ts';

const AT = '2026-11-21T00:00:00Z';

function status(resource: string, state: 'live' | 'stale' | 'denied', observedAt: string | null) {
  return { resource, state, observedAt, error: null, denied: null };
}

const kubernetes: SourceStatus = {
  state: 'stale',
  observedAt: AT,
  error: 'watch of services broke',
  resources: [
    status('services', 'stale', AT),
    status('endpointSlices', 'live', AT),
    status('nodes', 'live', AT),
    status('pods', 'denied', null),
  ],
};
const none: SourceStatus = { state: 'absent', observedAt: null, error: null, resources: [] };
const manifest = { formatVersion: 1, cluster: 'c', takenAt: AT, sources: { kubernetes, azure: none, probes: none } };

describe('an exported bundle', () => {
  test('keeps the states its live snapshot had', () => {
    const decoded = decodeWith({ 'manifest.json': manifest });
    expect(decoded.problems).toEqual([]);
    expect(decoded.snapshot.sources).toEqual(manifest.sources);
  });

  test('is made worse where a file was taken away since', () => {
    const decoded = decodeWith({ 'manifest.json': manifest, 'kubernetes/nodes.json': undefined });
    expect(decoded.problems).toMatchObject([{ file: 'kubernetes/nodes.json' }]);
    expect(statusOf(decoded, 'nodes')).toMatchObject({ state: 'absent', observedAt: null });
    expect(statusOf(decoded, 'services')).toEqual(status('services', 'stale', AT));
    expect(decoded.snapshot.sources.kubernetes.state).toBe('partial');
  });

  test('is made worse where a file was broken since', () => {
    const decoded = decodeWith({ 'manifest.json': manifest, 'kubernetes/services.json': '{' });
    expect(statusOf(decoded, 'services')).toMatchObject({ state: 'partial', observedAt: null });
    expect(statusOf(decoded, 'pods')).toEqual(status('pods', 'denied', null));
    expect(decoded.snapshot.sources.kubernetes.error).toContain('kubernetes/services.json');
  });
});
