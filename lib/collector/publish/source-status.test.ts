import { expect, it } from 'vitest';
import type { ResourceStatus, SourceState } from '../../snapshot/source-status.ts';
import { markOverdue, sourceStatus } from './source-status.ts';

const at = '2026-01-01T00:00:00.000Z';

function resource(name: string, state: SourceState, observedAt: string | null = at, error: string | null = null) {
  return { resource: name, state, observedAt, error, denied: null } satisfies ResourceStatus;
}

it.each([
  ['live when everything is', [resource('nodes', 'live'), resource('pods', 'live')], 'live'],
  ['stale when something required is', [resource('nodes', 'stale'), resource('pods', 'live')], 'stale'],
  ['partial when something else is stale', [resource('nodes', 'live'), resource('pods', 'stale')], 'partial'],
  ['partial when something is denied', [resource('nodes', 'live'), resource('pods', 'denied', null)], 'partial'],
  ['denied when nothing was ever read and something is denied', [resource('nodes', 'denied', null)], 'denied'],
  ['stale when nothing was ever read because it cannot be reached', [resource('nodes', 'stale', null)], 'stale'],
  ['absent when nothing is asked for', [resource('nodes', 'absent', null)], 'absent'],
  ['live when what is not needed is absent', [resource('nodes', 'live'), resource('pods', 'absent', null)], 'live'],
  [
    'partial when what is needed is absent',
    [resource('nodes', 'live'), resource('pods', 'absent', null, 'not served')],
    'partial',
  ],
] as const)('is %s', (_name, resources, state) => {
  expect(sourceStatus(resources, ['nodes']).state).toBe(state);
});

it('is as old as its oldest resource and names the first trouble', () => {
  const later = '2026-01-01T00:01:00.000Z';
  const resources = [
    resource('nodes', 'live', later, 'polled'),
    resource('pods', 'stale', at, 'reset'),
    resource('events', 'denied', null, 'not you'),
  ];
  expect(sourceStatus(resources, [])).toMatchObject({ observedAt: at, error: 'reset (and 1 more)' });
});

it('calls a resource stale that was not read for three times its cadence', () => {
  const nowMs = Date.parse(at) + 90_000;
  expect(markOverdue(resource('nodes', 'live'), 30, nowMs).state).toBe('live');
  expect(markOverdue(resource('nodes', 'live'), 30, nowMs + 1)).toMatchObject({
    state: 'stale',
    observedAt: at,
    error: `Not read since ${at}; it should be every 30 s.`,
  });
});

it('leaves alone what already has a reason, and what is not read again and again', () => {
  const denied = resource('nodes', 'denied', at, 'not you');
  expect(markOverdue(denied, 30, Date.parse(at) + 900_000)).toBe(denied);
  const once = resource('nodes', 'live');
  expect(markOverdue(once, null, Date.parse(at) + 900_000)).toBe(once);
});
