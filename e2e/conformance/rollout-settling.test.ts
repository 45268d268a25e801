import { describe, expect, test } from 'vitest';
import { analyze } from '../../lib/analysis/analyze.ts';
import { summarizeCluster } from '../../lib/analysis/summarize-cluster.ts';
import type { EndpointSlice } from '../../lib/snapshot/endpoint-slice.ts';
import { withTurns } from '../../lib/snapshot/endpoint-turns.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { playConnections } from '../../simulator/dataplane/play-connections.ts';
import { advance } from '../../simulator/kernel/run-world.ts';
import type { World } from '../../simulator/kernel/world.ts';
import { buildScenario, loadScenario } from '../../simulator/scenario.ts';
import { captureWorld } from './capture/capture-world.ts';

const START = Date.UTC(2026, 10, 21, 3);
const CONNECTIONS = 300;
/** The first rollout begins at 30 s; before and after it nothing happens. */
const FROM_SECONDS = 20;
const TO_SECONDS = 130;

/** A pod that ends at once is still ready in the EndpointSlice for so long: no object tells of it yet. */
const PROPAGATION_SECONDS = 1;

/** Five standard deviations of a share measured with so many connections, at most. */
const NOISE = 5 * Math.sqrt(0.25 / CONNECTIONS);

/** Snapshots by somebody who watches the EndpointSlices and never asks Azure. */
function watcher(world: World): () => Snapshot {
  let before: ReadonlyMap<string, EndpointSlice> | null = null;
  return () => {
    const { snapshot } = captureWorld(world, { withHealth: false });
    const endpointSlices = (snapshot.kubernetes.endpointSlices ?? []).map((slice) =>
      before === null ? slice : withTurns(before.get(slice.name), slice, world.now),
    );
    before = new Map(endpointSlices.map((slice) => [slice.name, slice]));
    return { ...snapshot, kubernetes: { ...snapshot.kubernetes, endpointSlices } };
  };
}

/** What is lost in each second of a rollout, and what is told of it. */
function playSeconds(name: string) {
  const scenario = loadScenario(name);
  const world = buildScenario(scenario, START, scenario.seed);
  advance(world, START + (FROM_SECONDS - 1) * 1000);
  const take = watcher(world);
  take();
  const frontendIp = world.store.get('services', 'ingress/gateway')?.status.loadBalancer.ingress?.[0]?.ip ?? '';
  const question = { frontendIp, port: 80, protocol: 'TCP', connections: CONNECTIONS, clients: 250, seed: 5 } as const;
  return Array.from({ length: TO_SECONDS - FROM_SECONDS }, (_, index) => {
    const seconds = FROM_SECONDS + index;
    advance(world, START + seconds * 1000);
    const lost = 1 - playConnections(world, question).answered / CONNECTIONS;
    const row = summarizeCluster(analyze(take())).services.find(({ name: service }) => service === 'gateway');
    if (row === undefined) throw new Error('the gateway is told of');
    const perhaps = row.lostShare.Local + row.suspectShare.Local;
    return { seconds, lost, perhaps, status: row.status, sentence: row.sentence };
  });
}

describe('what is perhaps lost while a probe has not noticed', () => {
  test('is told whenever a rollout loses connections, and is never less than what is lost', () => {
    const moments = playSeconds('rollout-without-prestop');
    expect(moments.filter(({ lost }) => lost > 0).length).toBeGreaterThan(5);
    const toldSoon = (at: number): number =>
      Math.max(...moments.slice(at, at + 1 + PROPAGATION_SECONDS).map(({ perhaps }) => perhaps));
    expect(moments.filter(({ lost }, at) => lost > toldSoon(at) + NOISE)).toEqual([]);
    expect(moments.filter(({ lost }, at) => lost > 0 && toldSoon(at) === 0)).toEqual([]);
    expect(new Set(moments.map(({ status }) => status))).toEqual(new Set(['healthy', 'degraded']));
    const settling = moments.filter(({ sentence }) => sentence.startsWith('Settling: '));
    expect(settling.map(({ status }) => status)).not.toContain('healthy');
    expect(moments.at(-1)).toMatchObject({ status: 'healthy', perhaps: 0, lost: 0 });
  });

  test('is nothing where pods serve through their preStop delay', () => {
    const moments = playSeconds('rollout-with-prestop');
    expect(moments.filter(({ lost, perhaps }) => lost > 0 || perhaps > 0)).toEqual([]);
  });
});
