import { describe, expect, it } from 'vitest';
import { changeMark, initialLiveState, type LiveMessage, type LiveState, reduceLive } from './live-state.ts';

const start = initialLiveState(1, '2026-11-06T03:00:00Z');
const opened: LiveMessage<number> = { kind: 'opened', at: '2026-11-06T03:00:01Z' };
const received = (value: number, at = '2026-11-06T03:00:05Z'): LiveMessage<number> => ({
  kind: 'received',
  at,
  apply: () => ({ data: value, changed: ['shop/web'] }),
});
const run = (...messages: LiveMessage<number>[]): LiveState<number> => messages.reduce(reduceLive<number>, start);

describe('live state', () => {
  it('shows what comes in and marks what changed, anew at each change', () => {
    const once = run(opened, received(2));
    expect(once.shown).toBe(2);
    expect(changeMark(once.changes, 'shop/web')).toBe('odd');
    expect(changeMark(reduceLive(once, received(3)).changes, 'shop/web')).toBe('even');
    expect(changeMark(once.changes, 'shop/api')).toBeUndefined();
  });

  it('keeps the last good data when the stream is lost and says since when nothing was heard', () => {
    const lost = run(opened, received(2), { kind: 'lost' });
    expect(lost.shown).toBe(2);
    expect(lost.connection).toEqual({ state: 'reconnecting', since: '2026-11-06T03:00:05Z' });
  });

  it('does not move the time of the loss when reconnecting fails again', () => {
    const lost = run(opened, { kind: 'lost' });
    expect(reduceLive(lost, { kind: 'lost' })).toBe(lost);
  });

  it('holds the view still while paused and catches up afterwards', () => {
    const paused = run(opened, { kind: 'paused' }, received(2), received(3));
    expect(paused).toMatchObject({ shown: 1, latest: 3, held: 2 });
    expect(reduceLive(paused, { kind: 'resumed' })).toMatchObject({ shown: 3, held: 0, paused: false });
  });

  it('keeps the data and says so when a message cannot be read', () => {
    const state = run(opened, { kind: 'received', at: '2026-11-06T03:00:09Z', apply: () => null });
    expect(state).toMatchObject({ shown: 1, unreadable: true });
  });

  it('takes a fresh page of the server, but not over a paused view', () => {
    expect(run({ kind: 'replaced', data: 9 }).shown).toBe(9);
    expect(run({ kind: 'paused' }, { kind: 'replaced', data: 9 })).toMatchObject({ shown: 1, latest: 9, held: 1 });
  });
});
