import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { advance } from '../kernel/run-world.ts';
import type { World } from '../kernel/world.ts';
import { buildScenario, loadScenario } from '../scenario.ts';
import { edgeLine } from './edge-entry.ts';
import { gatewayLine } from './gateway-entry.ts';

const START = Date.UTC(2026, 10, 21, 3);

function run(scenario: string, seconds: number): World {
  const loaded = loadScenario(scenario);
  const world = buildScenario(loaded, START, loaded.seed);
  advance(world, START + seconds * 1000);
  return world;
}

describe('the edge and the gateway', () => {
  it('tell of the same requests while all is well', () => {
    const world = run('healthy', 60);
    expect(world.traffic.edge.length).toBeGreaterThan(500);
    expect(world.traffic.edge.every((entry) => entry.edgeStatus === 200)).toBe(true);
    expect(new Set(world.traffic.gateway.map((entry) => entry.rayId))).toEqual(
      new Set(world.traffic.edge.map((entry) => entry.rayId)),
    );
  });

  it('differ by exactly the requests that were lost with a node', () => {
    const world = run('spot-eviction-cluster', 240);
    const failed = world.traffic.edge.filter((entry) => entry.edgeStatus >= 520);
    const arrived = new Set(world.traffic.gateway.map((entry) => entry.rayId));
    expect(failed.length).toBeGreaterThan(2);
    expect(failed.filter((entry) => arrived.has(entry.rayId))).toEqual([]);
    expect(
      world.traffic.edge.filter((entry) => entry.edgeStatus < 500).every((entry) => arrived.has(entry.rayId)),
    ).toBe(true);
  });

  it('fail with 522 after 19 s on new connections and with 520 or 524 on open ones', () => {
    const failed = run('spot-eviction-cluster', 240).traffic.edge.filter((entry) => entry.edgeStatus >= 520);
    const seconds = (status: number) =>
      new Set(
        failed.filter((entry) => entry.edgeStatus === status).map((entry) => (entry.endedAt - entry.startedAt) / 1000),
      );
    expect([...seconds(522)].every((one) => one === 19)).toBe(true);
    expect([...seconds(524)].every((one) => one === 100)).toBe(true);
    expect(failed.filter((entry) => ![520, 522, 524].includes(entry.edgeStatus))).toEqual([]);
    expect(failed.every((entry) => entry.originStatus === 0)).toBe(true);
    // Failures begin when a machine is gone: 30 s after its notice.
    const starts = failed.map((entry) => (entry.startedAt - START) / 1000);
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(89);
  });

  it('show the entry node as the client under Cluster and the client itself under Local', () => {
    const cluster = run('spot-eviction-cluster', 30);
    const nodeIps = new Set([...cluster.machines.values()].map((machine) => machine.ip));
    expect(cluster.traffic.gateway.every((entry) => nodeIps.has(entry.remoteIp))).toBe(true);
    const local = run('healthy', 30);
    expect(local.traffic.gateway.every((entry) => entry.remoteIp.startsWith('172.70.'))).toBe(true);
  });

  it('write lines that join by Ray ID', () => {
    const world = run('healthy', 5);
    const edge = z.object({ RayID: z.string().regex(/^[0-9a-f]{16}$/) });
    const gateway = z.object({ cf_ray: z.string().regex(/^[0-9a-f]{16}-[A-Z]{3}$/) });
    const ray = edge.parse(JSON.parse(world.traffic.edge.map(edgeLine)[0] ?? '')).RayID;
    const rays = world.traffic.gateway.map(
      (entry) => gateway.parse(JSON.parse(gatewayLine(entry))).cf_ray.split('-')[0],
    );
    expect(rays).toContain(ray);
  });
});
