import { describe, expect, it } from 'vitest';
import type { SourceState } from '../../lib/snapshot/source-status.ts';
import { partlyDeniedSources, sampleSource } from '../testing/sample-summary.ts';
import { prepareServicesEmpty } from './prepare-services-empty.ts';

function sources(state: SourceState, services?: SourceState) {
  const resources =
    services === undefined
      ? []
      : [{ resource: 'services', state: services, observedAt: null, error: null, denied: null }];
  return { ...partlyDeniedSources, kubernetes: sampleSource({ state, resources }) };
}

describe('empty services table', () => {
  it('tells a filter from a cluster without Services', () => {
    expect(prepareServicesEmpty(sources('live'), 5, 0)).toBe('all-hidden');
    expect(prepareServicesEmpty(sources('live'), 0, 0)).toBe('none-exist');
    expect(prepareServicesEmpty(sources('denied'), 5, 5)).toBeNull();
  });

  it('never says "none" when they could not be read', () => {
    expect(prepareServicesEmpty(sources('denied'), 0, 0)).toBe('not-permitted');
    expect(prepareServicesEmpty(sources('partial', 'denied'), 0, 0)).toBe('not-permitted');
    expect(prepareServicesEmpty(sources('absent'), 0, 0)).toBe('not-read-yet');
  });

  it('believes the Services themselves when only other resources are denied', () => {
    expect(prepareServicesEmpty(sources('denied', 'live'), 0, 0)).toBe('none-exist');
  });
});
