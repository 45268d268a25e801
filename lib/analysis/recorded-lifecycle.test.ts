import { describe, expect, it } from 'vitest';
import { listFixtures, readFixture } from '../../fixtures/read-fixture.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { analyze } from './analyze.ts';
import { lifecycleServiceRules } from './findings/lifecycle-rules.ts';

const CODES = new Set(lifecycleServiceRules.map(({ code }) => code));
const names = (['controller', 'dataplane', 'timelines'] as const).flatMap(listFixtures);

/** What is true of the recorded design whatever its workloads are. */
const OF_THE_SERVICE = new Set([
  'not-ready-addresses-published',
  'probe-override-defeats-drain',
  'readiness-drops-early',
]);

const lifecycleOf = (snapshot: Snapshot) => analyze(snapshot).findings.filter(({ code }) => CODES.has(code));

/** By the recorded objects alone: a pod that terminates and does not serve, behind policy Local. */
const hasSilentPod = ({ kubernetes }: Snapshot): boolean =>
  (kubernetes.endpointSlices ?? []).some(({ endpoints }) =>
    endpoints.some(({ ready, serving, terminating }) => terminating && !ready && !serving),
  );

describe('recordings', () => {
  it.each(names)('%s yields what is true of its design', async (name) => {
    const { snapshot } = await readFixture(name);
    const { kubernetes } = snapshot;
    const wrong = lifecycleOf(snapshot).filter(({ code, service }) => {
      const object = kubernetes.services?.find((each) => each.name === service?.name);
      if (code === 'not-ready-addresses-published') return !object?.publishNotReadyAddresses;
      if (code === 'readiness-drops-early') return !hasSilentPod(snapshot) || object?.externalTrafficPolicy !== 'Local';
      if (code === 'min-ready-seconds-too-short') return object?.externalTrafficPolicy !== 'Local';
      if (OF_THE_SERVICE.has(code)) return false;
      return !(kubernetes.workloads ?? []).some(
        ({ replicas, namespace }) => replicas > 0 && namespace === object?.namespace,
      );
    });
    expect(wrong.map(({ code, title }) => `${code}: ${title}`)).toEqual([]);
  });

  it('tell the pod that stopped serving at once, and the pods without a delay', async () => {
    const codesOf = async (name: string) => {
      const { snapshot } = await readFixture(name);
      return lifecycleOf(snapshot).map(({ code, service }) => `${code} of ${service?.name}`);
    };
    expect(await codesOf('dataplane/10-terminating-not-serving')).toContain('readiness-drops-early of web-local');
    const even = await codesOf('dataplane/01-even');
    expect(even).toContain('prestop-too-short of web-local');
    expect(even.filter((code) => code.startsWith('readiness'))).toEqual([]);
  });
});
