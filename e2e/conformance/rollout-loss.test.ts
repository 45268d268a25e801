import { describe, expect, test } from 'vitest';
import type { Analysis } from '../../lib/analysis/analysis.ts';
import { analyze } from '../../lib/analysis/analyze.ts';
import { reportService } from '../../lib/analysis/report-service.ts';
import { playConnections } from '../../simulator/dataplane/play-connections.ts';
import { advance } from '../../simulator/kernel/run-world.ts';
import type { World } from '../../simulator/kernel/world.ts';
import { buildScenario, loadScenario } from '../../simulator/scenario.ts';
import { captureWorld } from './capture/capture-world.ts';

const START = Date.UTC(2026, 10, 21, 3);
const KEY = { namespace: 'ingress', name: 'gateway' };
const CONNECTIONS = 300;

/** The first rollout of the scenarios begins at 30 s and is over before the next one. */
const FROM_SECONDS = 30;
const TO_SECONDS = 200;

function build(name: string): World {
  const scenario = loadScenario(name);
  const world = buildScenario(scenario, START, scenario.seed);
  advance(world, START + 20_000);
  return world;
}

const told = (world: World): Analysis => analyze(captureWorld(world, { withHealth: true }).snapshot);

/** Share of connections lost in each second of a rollout. */
function lossBySecond(world: World): readonly number[] {
  const frontendIp = world.store.get('services', 'ingress/gateway')?.status.loadBalancer.ingress?.[0]?.ip ?? '';
  const question = { frontendIp, port: 80, protocol: 'TCP', connections: CONNECTIONS, clients: 250, seed: 5 } as const;
  return Array.from({ length: TO_SECONDS - FROM_SECONDS }, (_, index) => {
    advance(world, START + (FROM_SECONDS + index) * 1000);
    return 1 - playConnections(world, question).answered / CONNECTIONS;
  });
}

function shutdownOf(analysis: Analysis) {
  const workload = reportService(analysis, KEY)?.lifecycle.workloads[0];
  const shutdown = workload?.shutdown.Local;
  if (!workload || !shutdown) throw new Error('the gateway has a workload and a rule');
  return { replicas: workload.replicas, ...shutdown };
}

const codesOf = (analysis: Analysis) => analysis.findings.map(({ code }) => code);

describe('a rollout, foretold and measured', () => {
  test('without a preStop delay the finding is there, and so is the loss, no longer than foretold', () => {
    const world = build('rollout-without-prestop');
    const analysis = told(world);
    expect(codesOf(analysis)).toEqual(expect.arrayContaining(['prestop-too-short', 'min-ready-seconds-too-short']));
    const { replicas, lossSeconds, lossShare } = shutdownOf(analysis);
    const losses = lossBySecond(world).filter((loss) => loss > 0);
    const [least, most] = lossSeconds ?? [0, 0];
    // Each pod in turn costs its node's share for so long; where steps overlap, shares add up.
    const lost = losses.reduce((sum, loss) => sum + loss, 0);
    expect(lost).toBeGreaterThan(least * (lossShare ?? 0));
    expect(lost).toBeLessThanOrEqual(replicas * most);
    expect(losses.length).toBeGreaterThanOrEqual(least);
    expect(losses.length).toBeLessThanOrEqual(replicas * most);
  });

  test('with it the finding is not there, and nothing is lost', () => {
    const world = build('rollout-with-prestop');
    const analysis = told(world);
    expect(codesOf(analysis)).not.toContain('prestop-too-short');
    expect(codesOf(analysis)).not.toContain('min-ready-seconds-too-short');
    expect(shutdownOf(analysis).lossSeconds).toEqual([0, 0]);
    expect(lossBySecond(world).filter((loss) => loss > 0)).toEqual([]);
  });

  test('a pod that serves through its delay is at no moment told to have left early', () => {
    const world = build('rollout-with-prestop');
    const early = Array.from({ length: 60 }, (_, index) => {
      advance(world, START + (FROM_SECONDS + index) * 1000);
      return codesOf(told(world)).includes('readiness-drops-early');
    });
    expect(early).not.toContain(true);
  });
});
