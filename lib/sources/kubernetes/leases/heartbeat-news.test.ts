import { beforeEach, expect, it } from 'vitest';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { createHeartbeatNews } from './heartbeat-news.ts';

let clock: ManualClock;
let isNews: ReturnType<typeof createHeartbeatNews>;

beforeEach(() => {
  clock = createManualClock();
  isNews = createHeartbeatNews(clock, 40);
});

const at = (seconds: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + seconds * 1000).toISOString();

/** The heartbeats of `n1`, `n2`, … as read, with the seconds they were renewed at. */
function read(...renewedAt: number[]): boolean {
  const leases = renewedAt.map((seconds, index) => {
    const nodeName = `n${index + 1}`;
    return { nodeName, resourceVersion: `${seconds}`, renewedAt: at(seconds), durationSeconds: 40 };
  });
  return isNews(new Map(leases.map((lease) => [lease.nodeName, lease])));
}

/** The same ten seconds later. */
function readLater(...renewedAt: number[]): boolean {
  clock.advance(10_000);
  return read(...renewedAt);
}

it('are told at once, and then once a minute as long as all go on', () => {
  expect(read(0, 0)).toBe(true);
  for (const seconds of [10, 20, 30, 40, 50]) expect(readLater(seconds, seconds)).toBe(false);
  expect(readLater(60, 60)).toBe(true);
  expect(readLater(70, 70)).toBe(false);
});

it('are told when one has stopped, once, and when it starts again', () => {
  read(0, 0);
  for (const seconds of [10, 20, 30, 40]) expect(readLater(seconds, 0)).toBe(false);
  expect(readLater(50, 0)).toBe(true);
  expect(readLater(60, 0)).toBe(false);
  expect(readLater(70, 70)).toBe(true);
});

it('are not called stopped because the cluster and this machine disagree about the time', () => {
  expect(read(-3600, -3600)).toBe(true);
  expect(readLater(-3590, -3590)).toBe(false);
});

it('are told when a node comes or goes', () => {
  read(0);
  expect(readLater(10, 10)).toBe(true);
  expect(readLater(20)).toBe(true);
});
