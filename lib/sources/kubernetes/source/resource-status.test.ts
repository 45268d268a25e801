import { expect, it } from 'vitest';
import type { ReflectorState } from '../reflect/reflector-state.ts';
import type { ResourcePart } from './resource-part.ts';
import { resourceStatus } from './resource-status.ts';

const live: ReflectorState = { kind: 'live', watchDenied: null };
const stale: ReflectorState = { kind: 'stale', message: 'gone quiet' };
const denied: ReflectorState = { kind: 'denied', message: 'not you' };
const starting: ReflectorState = { kind: 'starting' };
const problem = { object: 'Pod a/b', pointer: '/spec', message: 'expected an object' };

function part(state: ReflectorState, observedAtMs: number | null = 0, problems = 0): ResourcePart {
  return {
    state: () => state,
    observedAtMs: () => observedAtMs,
    problems: () => Array.from({ length: problems }, () => problem),
  };
}

const status = (...parts: ResourcePart[]) => resourceStatus('pods', parts, null);

it.each([
  ['live when all parts are', [part(live), part(live)], 'live'],
  ['stale when one part is', [part(live), part(stale)], 'stale'],
  ['partial when only some parts are permitted', [part(live), part(denied)], 'partial'],
  ['denied when no part is permitted', [part(denied), part(denied)], 'denied'],
  ['partial when objects were left out', [part(live, 0, 1)], 'partial'],
  ['live while another part is being added', [part(live), part(starting, null)], 'live'],
  ['absent before anything was read', [part(starting, null)], 'absent'],
  ['live when nothing is needed', [], 'live'],
] as const)('is %s', (_name, parts, state) => {
  expect(status(...parts).state).toBe(state);
});

it('is as old as its oldest part', () => {
  expect(status(part(live, 2000), part(stale, 1000), part(starting, null)).observedAt).toBe('1970-01-01T00:00:01.000Z');
});

it('names a few of the objects that were left out and counts the others', () => {
  const named = 'Pod a/b /spec: expected an object';
  expect(status(part(live, 0, 5)).error).toBe(
    `Left out because they cannot be read: ${named}; ${named}; ${named}; and 2 more.`,
  );
});

it('names the permission that is missing, also when the rest goes on', () => {
  expect(status(part(live), part(denied)).denied).toEqual({ verb: 'list', resource: 'pods' });
  expect(status(part({ kind: 'live', watchDenied: 'no watching' }))).toMatchObject({
    state: 'live',
    denied: { verb: 'watch', resource: 'pods' },
  });
});
