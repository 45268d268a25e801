import { describe, expect, it } from 'vitest';
import { TaskQueue } from './task-queue.ts';

const drain = (queue: TaskQueue, until: number): string[] => {
  const taken: string[] = [];
  for (let task = queue.take(until); task !== null; task = queue.take(until)) taken.push(task.id);
  return taken;
};

describe('TaskQueue', () => {
  it('gives tasks out by time, and in the order asked within one moment', () => {
    const queue = new TaskQueue();
    for (const [id, at] of [
      ['late', 30],
      ['first', 10],
      ['second', 10],
      ['middle', 20],
    ] as const)
      queue.schedule(id, at);
    expect(drain(queue, 100)).toEqual(['first', 'second', 'middle', 'late']);
  });

  it('wants a task once, at the earliest time asked for', () => {
    const queue = new TaskQueue();
    queue.schedule('a', 50);
    queue.schedule('a', 20);
    queue.schedule('a', 80);
    expect(queue.nextAt()).toBe(20);
    expect(drain(queue, 100)).toEqual(['a']);
  });

  it('keeps what is not due and forgets what was cancelled', () => {
    const queue = new TaskQueue();
    queue.schedule('now', 10);
    queue.schedule('gone', 11);
    queue.schedule('later', 99);
    queue.cancel('gone');
    expect(drain(queue, 50)).toEqual(['now']);
    expect(queue.nextAt()).toBe(99);
  });

  it('orders many tasks like a sort does', () => {
    const queue = new TaskQueue();
    const times = Array.from({ length: 500 }, (_, index) => (index * 7919) % 503);
    times.forEach((at, index) => {
      queue.schedule(`${index}`, at);
    });
    const expected = times
      .map((at, index) => ({ at, index }))
      .sort((a, b) => a.at - b.at || a.index - b.index)
      .map((entry) => `${entry.index}`);
    expect(drain(queue, 1000)).toEqual(expected);
  });
});
