import { expect, test } from 'vitest';
import { createCallBudget, LaneHeld } from './call-budget.ts';
import type { CallLane, Urgency } from './call-lane.ts';
import { createFakeClock } from './testing/fake-clock.ts';

const reads: CallLane = { subscriptionId: 'sub-1', kind: 'read', provider: 'microsoft.network' };
const writes: CallLane = { ...reads, kind: 'write' };
const fine = { throttled: false, retryAfterMs: null, remaining: null };
const throttled = { throttled: true, retryAfterMs: 1000, remaining: null };

function setUp() {
  const clock = createFakeClock();
  const budget = createCallBudget(clock);
  /** Milliseconds that `count` calls in a row had to wait in all. */
  const spend = async (lane: CallLane, count: number, urgency: Urgency = 'background') => {
    const startedAt = clock.now();
    for (let call = 0; call < count; call += 1) await budget.acquire(lane, urgency);
    return clock.now() - startedAt;
  };
  return { clock, budget, spend };
}

test('reads run at 5 a second after a burst of 20', async () => {
  const { spend } = setUp();
  expect(await spend(reads, 20)).toBe(0);
  expect(await spend(reads, 50)).toBe(10_000);
});

test('writes run at 1 a second after a burst of 4, apart from reads', async () => {
  const { spend } = setUp();
  expect(await spend(reads, 20)).toBe(0);
  expect(await spend(writes, 4)).toBe(0);
  expect(await spend(writes, 5)).toBe(5_000);
});

test('interactive reads go before background reads that wait, which get later for it', async () => {
  const { spend } = setUp();
  expect(await spend(reads, 25)).toBe(1_000);
  expect(await spend(reads, 10, 'interactive')).toBe(0);
  expect(await spend(reads, 1)).toBe(2_200);
});

test('interactive reads have a pace, too', async () => {
  const { spend } = setUp();
  expect(await spend(reads, 20, 'interactive')).toBe(0);
  expect(await spend(reads, 5, 'interactive')).toBe(1_000);
});

test('a quiet time gives the burst back, and no more than that', async () => {
  const { clock, spend } = setUp();
  await spend(reads, 20);
  clock.advance(3_600_000);
  expect(await spend(reads, 20)).toBe(0);
  expect(await spend(reads, 5)).toBe(1_000);
});

test('subscriptions do not share, whatever case they are written in they are one', async () => {
  const { spend } = setUp();
  await spend(reads, 20);
  expect(await spend({ ...reads, subscriptionId: 'sub-2' }, 20)).toBe(0);
  expect(await spend({ ...reads, subscriptionId: 'SUB-1' }, 5)).toBe(1_000);
});

test('little left of the limit stretches the pace twofold until there is more again', async () => {
  const { budget, spend } = setUp();
  await spend(reads, 20);
  budget.record(reads, { ...fine, remaining: 49 });
  expect(budget.isStretched('sub-1', 'read')).toBe(true);
  await spend(reads, 20);
  expect(await spend(reads, 10)).toBe(4_000);
  budget.record(reads, { ...fine, remaining: 50 });
  expect(budget.isStretched('sub-1', 'read')).toBe(false);
});

test('an answer that says nothing about the limit changes nothing', () => {
  const { budget } = setUp();
  budget.record(reads, { ...fine, remaining: 10 });
  budget.record(reads, fine);
  expect(budget.isStretched('sub-1', 'read')).toBe(true);
});

test('a 429 stretches the pace for a minute', () => {
  const { clock, budget } = setUp();
  budget.record(reads, throttled);
  clock.advance(59_999);
  expect(budget.isStretched('sub-1', 'read')).toBe(true);
  clock.advance(1);
  expect(budget.isStretched('sub-1', 'read')).toBe(false);
});

test('a 429 holds its lane for the time asked, and no other', async () => {
  const { clock, budget } = setUp();
  budget.record(reads, { ...throttled, retryAfterMs: 30_000 });
  await expect(budget.acquire(reads, 'background')).rejects.toMatchObject({ name: 'LaneHeld', retryAfterMs: 30_000 });
  await budget.acquire(writes, 'background');
  await budget.acquire({ ...reads, provider: 'microsoft.compute' }, 'background');
  clock.advance(30_000);
  await budget.acquire(reads, 'background');
});

test('a call that waited for its turn is not made when the lane was held meanwhile', async () => {
  const { budget, spend } = setUp();
  await spend(reads, 20);
  const waiting = budget.acquire(reads, 'background');
  budget.record(reads, { ...throttled, retryAfterMs: 60_000 });
  await expect(waiting).rejects.toBeInstanceOf(LaneHeld);
});

test('an answer to an earlier call does not end a hold', () => {
  const { budget } = setUp();
  budget.record(reads, { ...throttled, retryAfterMs: 60_000 });
  budget.record(reads, fine);
  expect(budget.heldMs(reads)).toBe(60_000);
});

test('an aborted call takes no turn', async () => {
  const { budget, spend } = setUp();
  await expect(budget.acquire(reads, 'background', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  expect(await spend(reads, 20)).toBe(0);
});
