import type { FleetRow } from '../fleet/fleet-row.ts';

/** A cluster that is well, read a moment ago. */
export function sampleFleetRow(overrides: Partial<FleetRow> = {}): FleetRow {
  return {
    id: 'calm',
    href: '/clusters/calm',
    origin: 'live',
    status: 'healthy',
    known: 'measured',
    sentence: 'All of 2 Services serve.',
    takenAt: '2026-11-06T03:12:07Z',
    services: { failing: 0, degraded: 0, unknown: 0, healthy: 2 },
    nodes: 5,
    worstLostShare: 0,
    findings: {},
    sources: [
      { name: 'kubernetes', state: 'live', observedAt: '2026-11-06T03:12:05Z' },
      { name: 'azure', state: 'live', observedAt: '2026-11-06T03:12:01Z' },
    ],
    complete: true,
    ...overrides,
  };
}
