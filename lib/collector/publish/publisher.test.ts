import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { createManualClock, type ManualClock } from '../../sources/kubernetes/testing/manual-clock.ts';
import { emptySnapshot } from '../testing/empty-snapshot.ts';
import { Publisher } from './publisher.ts';

interface Fake {
  readonly snapshot: Snapshot;
  readonly findings: readonly [];
  readonly how: string;
}

let clock: ManualClock;
let publisher: Publisher<Fake>;
const analyze = vi.fn((snapshot: Snapshot): Fake => ({ snapshot, findings: [], how: 'analyze' }));
const reanalyze = vi.fn((previous: Fake, snapshot: Snapshot): Fake => ({ ...previous, snapshot, how: 'reanalyze' }));
const onError = vi.fn();
const delta = { changes: [{ kind: 'nodes' as const, key: 'n1' }] };

beforeEach(() => {
  vi.clearAllMocks();
  clock = createManualClock();
  const take = () => ({ snapshot: emptySnapshot('shop', new Date(clock.now()).toISOString()), delta });
  publisher = new Publisher<Fake>({ clock, analyzer: { analyze, reanalyze }, take, onError });
});

const version = () => publisher.current().version;

describe('pace', () => {
  it('publishes at once when it was quiet, and everything of the same moment together', () => {
    publisher.note('news');
    publisher.note('news');
    clock.advance(0);
    expect(version()).toBe(2);
  });

  it('publishes ten times a second under churn, and does not lose the last change', () => {
    for (let index = 0; index < 49; index += 1) {
      publisher.note('news');
      clock.advance(10);
    }
    expect(version()).toBe(6);
    clock.advance(100);
    expect(version()).toBe(7);
    clock.advance(10_000);
    expect(version()).toBe(7);
  });

  it('lets a routine change wait for company, but not for ever', () => {
    publisher.note('routine');
    clock.advance(9999);
    expect(version()).toBe(1);
    clock.advance(1);
    expect(version()).toBe(2);
    publisher.note('routine');
    clock.advance(500);
    publisher.note('news');
    clock.advance(0);
    expect(version()).toBe(3);
    clock.advance(20_000);
    expect(version()).toBe(3);
  });

  it('slows down when an analysis takes long, so that it never fills the time', () => {
    reanalyze.mockImplementationOnce((previous, snapshot) => {
      clock.advance(500);
      return { ...previous, snapshot };
    });
    publisher.note('news');
    clock.advance(0);
    publisher.note('news');
    clock.advance(1999);
    expect(version()).toBe(2);
    clock.advance(1);
    expect(version()).toBe(3);
  });

  it('publishes nothing after it was stopped', () => {
    publisher.note('news');
    publisher.stop();
    clock.advance(60_000);
    expect(version()).toBe(1);
  });

  it('publishes at once what was noted when asked to', () => {
    publisher.flush();
    expect(version()).toBe(1);
    publisher.note('routine');
    publisher.flush();
    expect(version()).toBe(2);
  });
});

describe('listeners', () => {
  it('hear every state with what changed, until they unsubscribe', () => {
    const listener = vi.fn();
    const unsubscribe = publisher.subscribe(listener);
    publisher.note('news');
    publisher.flush();
    expect(listener).toHaveBeenCalledExactlyOnceWith(publisher.current(), delta);
    unsubscribe();
    publisher.note('news');
    publisher.flush();
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it('do not stand in the way of each other', () => {
    const listener = vi.fn();
    publisher.subscribe(() => {
      throw new Error('broken viewer');
    });
    publisher.subscribe(listener);
    publisher.note('news');
    publisher.flush();
    expect(listener).toHaveBeenCalledTimes(1);
    expect(onError).toHaveBeenCalledWith('telling a new state', expect.objectContaining({ message: 'broken viewer' }));
  });

  it('may subscribe twice with the same function', () => {
    const listener = vi.fn();
    const unsubscribe = publisher.subscribe(listener);
    publisher.subscribe(listener);
    unsubscribe();
    publisher.note('news');
    publisher.flush();
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe('a broken analysis', () => {
  const breakOnce = () =>
    reanalyze.mockImplementationOnce(() => {
      throw new Error('bug');
    });

  it('starts over when following changes fails', () => {
    breakOnce();
    publisher.note('news');
    publisher.flush();
    expect(publisher.current()).toMatchObject({ version: 2, analysis: { how: 'analyze' } });
    expect(onError).toHaveBeenCalledTimes(1);
  });

  it('keeps the last state when even that fails, and starts over the next time', () => {
    breakOnce();
    analyze.mockImplementationOnce(() => {
      throw new Error('bug');
    });
    const before = publisher.current();
    publisher.note('news');
    publisher.flush();
    expect(publisher.current()).toBe(before);
    publisher.note('news');
    publisher.flush();
    expect(publisher.current()).toMatchObject({ version: 2, analysis: { how: 'analyze' } });
    expect(reanalyze).toHaveBeenCalledTimes(1);
  });
});
