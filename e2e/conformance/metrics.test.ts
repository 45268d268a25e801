import { createHttpHeaders, type HttpClient } from '@azure/core-rest-pipeline';
import { describe, expect, test } from 'vitest';
import { analyze } from '../../lib/analysis/analyze.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { connectArm } from '../../lib/sources/azure/arm-connection.ts';
import { createAzureSource } from '../../lib/sources/azure/azure-source.ts';
import { applyAction } from '../../simulator/actions/apply-action.ts';
import { findMachine } from '../../simulator/actions/find-node.ts';
import { membersHealth } from '../../simulator/azure/member-health.ts';
import { advance } from '../../simulator/kernel/run-world.ts';
import { nodeResourceGroupOf } from '../../simulator/kernel/settings.ts';
import type { World } from '../../simulator/kernel/world.ts';
import { buildScenario, loadScenario } from '../../simulator/scenario.ts';
import { captureWorld } from './capture/capture-world.ts';
import { connectArm as inProcess } from './capture/in-process-arm.ts';

const START = Date.UTC(2026, 10, 21, 3);

/** Nothing is waited for here but time limits, and no time passes. */
function untilAborted(_milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  });
}

/** The product's own reader of Azure, with a world at the other end instead of a network. */
function sourceOf(world: World) {
  const arm = inProcess(world);
  const httpClient: HttpClient = {
    async sendRequest(request) {
      const { status, body, headers } = arm('GET', request.url);
      return { request, status, headers: createHttpHeaders(headers), bodyAsText: JSON.stringify(body) };
    },
  };
  const connected = connectArm({
    credential: { getToken: async () => ({ token: 'conformance', expiresOnTimestamp: Date.UTC(2200, 0) }) },
    httpClient,
    clock: { now: () => world.now, delay: untilAborted },
  });
  if (!connected.ok) throw new Error(connected.message);
  const { subscriptionId } = world.settings;
  const nodeResourceGroup = nodeResourceGroupOf(world.settings);
  const { connection } = connected;
  return createAzureSource({ connection, subscriptionId, nodeResourceGroup, managedClusterId: null });
}

function tenMinutesInto(name: string): World {
  const scenario = loadScenario(name);
  const world = buildScenario(scenario, START, scenario.seed);
  advance(world, START + 600_000);
  return world;
}

async function metricsOf(world: World) {
  const source = sourceOf(world);
  const balancers = await source.refresh({ kind: 'loadBalancers' });
  if (balancers.state !== 'ok') throw new Error(JSON.stringify(balancers));
  const loadBalancerIds = balancers.items.map(({ id }) => id);
  const read = await source.refresh({ kind: 'loadBalancerMetrics', loadBalancerIds, byBackend: true });
  if (read.state !== 'ok') throw new Error(JSON.stringify(read));
  return read.items;
}

describe('metrics that the product reads', () => {
  test('say of every member what Azure’s health API says of it, once nothing changes any more', async () => {
    const world = tenMinutesInto('local-empty-nodes');
    const items = await metricsOf(world);
    const series = items.flatMap((item) => item.series);
    const newest = (values: readonly (number | null)[]) => values.findLast((value) => value !== null);
    let compared = 0;
    for (const balancer of world.cloud.loadBalancers.values()) {
      for (const rule of balancer.rules.filter(({ probe }) => probe !== null)) {
        for (const { member, state } of membersHealth(world, balancer, rule)) {
          const own = series.filter(
            (one) =>
              one.metric === 'DipAvailability' && one.backendIP === member.ip && one.frontendPort === rule.frontendPort,
          );
          expect(own.map(({ values }) => newest(values))).toContain(state === 'Up' ? 100 : 0);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(10);
  });

  test('have no data for the newest minute, and never zero instead', async () => {
    const world = tenMinutesInto('healthy');
    const vip = (await metricsOf(world))
      .flatMap((item) => item.series)
      .filter((one) => one.metric === 'VipAvailability');
    expect(vip.length).toBeGreaterThan(0);
    for (const { values } of vip) expect([values.at(-1), values.includes(0)]).toEqual([null, false]);
  });

  test('say which node runs out of outbound ports, and no other', async () => {
    const scenario = loadScenario('healthy');
    const world = buildScenario(scenario, START, scenario.seed);
    const full = findMachine(world, 'pool:apps');
    advance(world, START + 300_000);
    expect(portsOf(await metricsOf(world), full.ip)).toEqual({ used: 40, allocated: 1024 });
    applyAction(world, { do: 'outbound', node: full.nodeName, ports: 5_000 });
    advance(world, START + 600_000);
    const read = await metricsOf(world);
    for (const { ip } of world.machines.values())
      expect(portsOf(read, ip)).toEqual({ used: ip === full.ip ? 1024 : 40, allocated: 1024 });
    const told = readMetrics(captureWorld(world, { withHealth: true }).snapshot, read);
    expect(told).toEqual([expect.stringContaining(full.nodeName)]);
  });
});

function portsOf(items: Awaited<ReturnType<typeof metricsOf>>, ip: string) {
  const newest = (metric: string) =>
    items
      .flatMap((item) => item.series)
      .find((one) => one.metric === metric && one.backendIP === ip)
      ?.values.findLast((value) => value !== null);
  return { used: newest('UsedSnatPorts'), allocated: newest('AllocatedSnatPorts') };
}

/** Titles of what is told of outbound ports, with these metrics in the snapshot. */
function readMetrics(snapshot: Snapshot, loadBalancerMetrics: Awaited<ReturnType<typeof metricsOf>>): string[] {
  const read = { ...snapshot, azure: { ...snapshot.azure, loadBalancerMetrics } };
  const { findings } = analyze(read);
  return findings.filter(({ code }) => code === 'snat-ports-near-exhaustion').map(({ title }) => title);
}
