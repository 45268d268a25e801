import { describe, expect, it } from 'vitest';
import { deploymentSchema, replicaSetSchema } from '../objects/workload.ts';
import { nextScaling, rolloutLimits } from './rolling-update.ts';

const template = { spec: { containers: [{ name: 'web' }] } };
const selector = { matchLabels: { app: 'web' } };

const deployment = (replicas: number, rollingUpdate?: object) =>
  deploymentSchema.parse({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: {
      replicas,
      selector,
      template,
      ...(rollingUpdate ? { strategy: { type: 'RollingUpdate', rollingUpdate } } : {}),
    },
  });

const revision = (name: string, replicas: number, available: number) => ({
  set: replicaSetSchema.parse({
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name },
    spec: { replicas, selector, template },
  }),
  available,
});

const names = (steps: ReturnType<typeof nextScaling>) =>
  steps.map((step) => `${step.set.metadata.name}=${step.replicas}`);

describe('nextScaling', () => {
  it('goes one up, one down for three replicas with the defaults, as recorded', () => {
    const three = deployment(3);
    expect(names(nextScaling(three, revision('new', 0, 0), [revision('old', 3, 3)]))).toEqual(['new=1']);
    expect(nextScaling(three, revision('new', 1, 0), [revision('old', 3, 3)])).toEqual([]);
    expect(names(nextScaling(three, revision('new', 1, 1), [revision('old', 3, 3)]))).toEqual(['old=2']);
    expect(names(nextScaling(three, revision('new', 1, 1), [revision('old', 2, 2)]))).toEqual(['new=2']);
    expect(names(nextScaling(three, revision('new', 3, 3), [revision('old', 1, 1)]))).toEqual(['old=0']);
  });

  it('takes pods of the old revision away first when no surge is allowed', () => {
    const noSurge = deployment(4, { maxSurge: 0, maxUnavailable: 1 });
    expect(names(nextScaling(noSurge, revision('new', 0, 0), [revision('old', 4, 4)]))).toEqual(['old=3']);
    expect(names(nextScaling(noSurge, revision('new', 0, 0), [revision('old', 3, 3)]))).toEqual(['new=1']);
  });

  it('never goes below what must be available', () => {
    const safe = deployment(4, { maxSurge: 1, maxUnavailable: 0 });
    expect(nextScaling(safe, revision('new', 1, 0), [revision('old', 4, 4)])).toEqual([]);
  });

  it('scales a deployment without old revisions', () => {
    expect(names(nextScaling(deployment(5), revision('new', 2, 2), []))).toEqual(['new=5']);
    expect(names(nextScaling(deployment(1), revision('new', 4, 4), []))).toEqual(['new=1']);
  });
});

describe('rolloutLimits', () => {
  it('rounds surge up and unavailable down', () => {
    expect(rolloutLimits(deployment(3))).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    expect(rolloutLimits(deployment(10))).toEqual({ maxSurge: 3, maxUnavailable: 2 });
  });
});
