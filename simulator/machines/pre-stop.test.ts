import { describe, expect, it } from 'vitest';
import { podSchema } from '../objects/pod.ts';
import { preStopSeconds, terminationOf } from './pre-stop.ts';

const pod = (preStop?: object) =>
  podSchema.parse({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { containers: [{ name: 'web', ...(preStop ? { lifecycle: { preStop } } : {}) }] },
  });

describe('preStopSeconds', () => {
  it.each([
    [{ sleep: { seconds: 15 } }, 15],
    [{ exec: { command: ['sleep', '12'] } }, 12],
    [{ exec: { command: ['/bin/sh', '-c', 'nginx -s quit; sleep 7.5'] } }, 7.5],
    [{ exec: { command: ['/bin/sleep', '3'] } }, 3],
    [{ exec: { command: ['/app/stop'] } }, 0],
    [undefined, 0],
  ])('reads %j as %d seconds', (hook, expected) => {
    expect(preStopSeconds(pod(hook))).toBe(expected);
  });
});

describe('terminationOf', () => {
  it('sends SIGTERM after preStop and lets the process take its time', () => {
    expect(terminationOf(0, 30, pod({ sleep: { seconds: 15 } }), 4)).toEqual({ sigtermAt: 15_000, exitAt: 19_000 });
  });

  it('kills at the end of the grace period', () => {
    expect(terminationOf(0, 10, pod(), 60)).toEqual({ sigtermAt: 0, exitAt: 10_000 });
  });

  it('leaves two seconds when preStop ate the whole grace period', () => {
    expect(terminationOf(0, 10, pod({ sleep: { seconds: 30 } }), 60)).toEqual({ sigtermAt: 10_000, exitAt: 12_000 });
  });
});
