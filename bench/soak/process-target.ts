import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { SoakTarget } from './soak-target.ts';

const readySchema = z.object({
  apiServerUrl: z.string(),
  armUrl: z.string(),
  caPem: z.string(),
  token: z.string(),
  kubeconfigPath: z.string(),
});
const memorySchema = z.object({ heap: z.number(), rss: z.number() });
const talliesSchema = z.record(z.string(), z.object({ count: z.number(), digest: z.number() }));

/** A simulator in a process of its own, at the speed of real time. */
export async function startProcessTarget(scenario: string): Promise<SoakTarget> {
  const child = fork(join(import.meta.dirname, 'simulator-process.ts'), [scenario], { execArgv: ['--expose-gc'] });
  const died = once(child, 'exit').then(([code]): never => {
    throw new Error(`the simulator ended with code ${String(code)}`);
  });
  died.catch(() => undefined);
  const next = async (): Promise<unknown> => (await Promise.race([once(child, 'message'), died]))[0];
  const { armUrl, ...address } = readySchema.parse(await next());
  const ask = async <T>(question: string, schema: z.ZodType<T>): Promise<T> => {
    const answer = next();
    child.send(question);
    return z.object({ answer: schema }).parse(await answer).answer;
  };
  const control = (path: string, body: object) =>
    fetch(`${armUrl}/control${path}`, { method: 'POST', body: JSON.stringify(body) });
  return {
    ...address,
    act: async (action) => (await control('/actions', action)).ok,
    go: async () => void (await control('/speed', { speed: 1 })),
    halt: async () => void (await control('/speed', { speed: 0 })),
    pass: (seconds) => delay(seconds * 1000),
    tallies: () => ask('tallies', talliesSchema),
    memory: () => ask('memory', memorySchema),
    async stop() {
      if (!child.connected) throw new Error('the simulator ended before it was told to; its own words stand above');
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
