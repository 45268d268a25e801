import { afterEach, describe, expect, it, vi } from 'vitest';
import { createManualClock } from '../kubernetes/testing/manual-clock.ts';
import type { NodeAnswer } from './ask-node.ts';
import { type NodeProber, startNodeProber } from './node-prober.ts';
import type { NodeQuestion } from './node-question.ts';

const question = (node: string, port = 10_256): NodeQuestion => ({ node, address: `10.0.0.${node}`, port });
const good: NodeAnswer = { result: '200', localEndpoints: null, serviceProxyHealthy: null };
const running: NodeProber[] = [];

afterEach(() => {
  for (const prober of running.splice(0)) prober.stop();
});

function world(perSecond = 10) {
  const clock = createManualClock();
  const pending: { question: NodeQuestion; signal: AbortSignal; settle: (answer: NodeAnswer | null) => void }[] = [];
  const answers: string[] = [];
  const onError = vi.fn();
  const prober = startNodeProber({
    clock,
    perSecond,
    intervalSeconds: 30,
    ask: (asked, signal) =>
      new Promise((settle) => {
        pending.push({ question: asked, signal, settle });
      }),
    onAnswer: (asked, answer) => answers.push(`${asked.node}:${asked.port} ${answer?.result ?? 'none'}`),
    onError,
  });
  running.push(prober);
  return { clock, pending, answers, prober, onError };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('asking nodes again and again', () => {
  it('starts no more questions in a second than allowed', () => {
    const { clock, pending, prober } = world(10);
    prober.update(Array.from({ length: 100 }, (_, index) => question(String(index))));
    clock.advance(1000);
    expect(pending).toHaveLength(10);
  });

  it('has never two questions under way at one node, nor more than sixteen in all', async () => {
    const { clock, pending, prober } = world(100);
    prober.update([question('1'), question('1', 32_001), question('2')]);
    clock.advance(1000);
    expect(pending.map((one) => one.question.node)).toEqual(['1', '2']);
    pending[0]?.settle(good);
    await turn();
    clock.advance(1000);
    expect(pending.map((one) => one.question.port)).toEqual([10_256, 10_256, 32_001]);
    prober.update(Array.from({ length: 100 }, (_, index) => question(String(index + 10))));
    clock.advance(5000);
    expect(pending.length - 1).toBe(16);
  });

  it('asks each question once in its interval, in turn', async () => {
    const { clock, pending, answers, prober } = world(10);
    prober.update([question('1'), question('2')]);
    for (let step = 0; step < 10; step++) {
      clock.advance(100);
      for (const one of pending) one.settle(good);
      await turn();
    }
    expect(answers).toEqual(['1:10256 200', '2:10256 200']);
    clock.advance(30_000);
    expect(pending).toHaveLength(4);
  });

  it('keeps the turn of a question that stays, and forgets one that goes', async () => {
    const { clock, pending, prober } = world(10);
    prober.update([question('1'), question('2')]);
    clock.advance(1000);
    for (const one of pending) one.settle(good);
    await turn();
    prober.update([question('2'), question('3')]);
    clock.advance(1000);
    expect(pending.map((one) => one.question.node)).toEqual(['1', '2', '3']);
  });

  it('calls off what is under way when it is stopped, and tells nothing more', async () => {
    const { clock, pending, answers, prober } = world(10);
    prober.update([question('1')]);
    clock.advance(100);
    prober.stop();
    expect(pending[0]?.signal.aborted).toBe(true);
    pending[0]?.settle(good);
    await turn();
    clock.advance(60_000);
    expect([answers, pending.length, clock.waiting()]).toEqual([[], 1, []]);
  });

  it('goes on after a bug in asking', async () => {
    const clock = createManualClock();
    const onError = vi.fn();
    const ask = vi.fn().mockRejectedValueOnce(new Error('bug')).mockResolvedValue(good);
    const onAnswer = vi.fn();
    const prober = startNodeProber({ clock, perSecond: 10, intervalSeconds: 1, ask, onAnswer, onError });
    running.push(prober);
    prober.update([question('1')]);
    clock.advance(100);
    await turn();
    clock.advance(1000);
    await turn();
    expect([onError.mock.calls.length, onAnswer.mock.calls.length]).toEqual([1, 1]);
  });
});
