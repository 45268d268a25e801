import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Probe } from '../azure/cloud.ts';
import { evaluateProbe } from '../azure/evaluate-probe.ts';
import { seededRandom } from '../kernel/seeded-random.ts';
import type { World } from '../kernel/world.ts';
import { jsonIn, listFixtures, readFixture } from '../testing/read-fixture.ts';
import { worldOfRecording } from '../testing/world-of-recording.ts';
import { sendToFrontend } from './forward-packet.ts';
import { proxyHealth, serviceHealth } from './node-health.ts';
import { serviceRules } from './service-rules.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/dataplane');
const fixtures = listFixtures(FOLDER);

const measuredSchema = z.object({
  machinesDead: z.array(z.string()),
  kubeProxyStopped: z.array(z.string()),
  kubeProxyFrozen: z.array(z.string()),
  services: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      frontendIP: z.string(),
      healthCheckNodePort: z.number().nullable(),
      ports: z.array(
        z.looseObject({ port: z.number(), protocol: z.enum(['TCP', 'UDP']), nodePort: z.number().optional() }),
      ),
      nodes: z.array(
        z.object({
          node: z.string(),
          healthCheckNodePort: z.object({ result: z.string(), localEndpoints: z.number().nullish() }).nullable(),
          nodePort: z.record(z.string(), z.string()).optional(),
          nodePortSamples: z.record(z.string(), z.record(z.string(), z.number())).optional(),
          kubeProxyHealthz: z.string(),
          livez: z.string(),
          frontend: z.object({
            outcome: z.enum(['accept', 'drop', 'reject']),
            landed: z.record(z.string(), z.number()).optional(),
            connections: z.number().optional(),
          }),
        }),
      ),
    }),
  ),
});
type Measured = z.infer<typeof measuredSchema>;
type MeasuredService = Measured['services'][number];
type MeasuredNode = MeasuredService['nodes'][number];

function prepare(world: World, measured: Measured): void {
  for (const service of world.store.list('services')) {
    const key = `${service.metadata.namespace}/${service.metadata.name}`;
    const rules = serviceRules(service, world.store.indexed('endpointslices', 'service', key));
    if (rules !== null) world.rules.set(rules);
  }
  for (const name of measured.machinesDead) {
    const machine = world.machines.get(name);
    if (machine !== undefined) machine.power = 'hung';
  }
  const setProxy = (names: readonly string[], state: 'stopped' | 'frozen') => {
    for (const name of names) {
      const machine = world.machines.get(name);
      if (machine === undefined) continue;
      machine.kubeProxy = state;
      machine.heldRules = world.rules.copy();
    }
  };
  setProxy(measured.kubeProxyStopped, 'stopped');
  setProxy(measured.kubeProxyFrozen, 'frozen');
}

const TRIES = 2_000;

function play(world: World, service: MeasuredService, node: string) {
  const machine = world.machines.get(node);
  const first = service.ports[0];
  if (machine === undefined || first === undefined) return null;
  const random = seededRandom(11);
  const landed = new Map<string, number>();
  const kinds = { answered: 0, timeout: 0, refused: 0 };
  for (let index = 0; index < TRIES; index++) {
    const clientIp = service.frontendIP.includes(':') ? 'fd00::1' : '203.0.113.200';
    const packet = { clientIp, path: null, chance: random.fraction() };
    const fate = sendToFrontend(world, machine, {
      ...packet,
      frontendIp: service.frontendIP,
      protocol: first.protocol,
      port: first.port,
    });
    kinds[fate.kind]++;
    if (fate.kind !== 'answered') continue;
    const pod = fate.pod.split('/')[1] ?? '';
    landed.set(pod, (landed.get(pod) ?? 0) + 1);
  }
  const outcome = kinds.answered > 0 ? 'accept' : kinds.timeout > 0 ? 'drop' : 'reject';
  return { outcome, landed, kinds };
}

function word(answer: { readonly kind: string; readonly status?: number } | undefined): string {
  if (answer === undefined) return 'none';
  return answer.kind === 'http' ? `${answer.status}` : answer.kind;
}

function checkProbes(world: World, service: MeasuredService, node: MeasuredNode): void {
  const machine = world.machines.get(node.node);
  if (machine === undefined) return;
  expect(word(proxyHealth(world, machine, '/healthz'))).toBe(node.kubeProxyHealthz);
  expect(word(proxyHealth(world, machine, '/livez'))).toBe(node.livez);
  const { healthCheckNodePort } = service;
  const health = healthCheckNodePort === null ? undefined : serviceHealth(world, machine, healthCheckNodePort);
  expect(word(health)).toBe(node.healthCheckNodePort?.result ?? 'none');
  for (const [port, samples] of Object.entries(node.nodePortSamples ?? {})) {
    const probe: Probe = {
      name: 'p',
      protocol: 'Tcp',
      port: Number(port),
      path: null,
      intervalSeconds: 5,
      threshold: 2,
      noHealthyBackends: 'AllProbedDown',
    };
    const results = Array.from({ length: 40 }, (_, tick) => evaluateProbe(world, probe, machine, tick, new Map()));
    const seen = new Set(
      results.map(({ result }) => (result === 'success' ? 'open' : result === 'unreachable' ? 'refused' : 'timeout')),
    );
    // The lab's kernel may turn a few refusals into timeouts; what matters is whether it opens always, sometimes or never.
    expect(seen.has('open')).toBe((samples.open ?? 0) > 0);
    expect(seen.size > 1).toBe(Object.keys(samples).length > 1 && (samples.open ?? 0) > 0);
  }
}

function checkShares(made: ReadonlyMap<string, number>, answered: number, node: MeasuredNode): void {
  const measured = node.frontend.landed ?? {};
  expect([...made.keys()].sort()).toEqual(Object.keys(measured).sort());
  const total = Object.values(measured).reduce((sum, count) => sum + count, 0);
  for (const [pod, count] of Object.entries(measured)) {
    const share = (made.get(pod) ?? 0) / answered;
    expect(Math.abs(count - total * share)).toBeLessThanOrEqual(6 * Math.sqrt(total * share * (1 - share)) + 1);
  }
}

describe('kube-proxy of the simulator does in recorded states what real ones did', () => {
  it('has recordings to compare with', () => {
    expect(fixtures.length).toBeGreaterThan(20);
  });

  it.each(fixtures)('$name', async ({ name, path }) => {
    const files = await readFixture(path);
    const measured = measuredSchema.parse(jsonIn(files, 'measured.json'));
    const world = worldOfRecording({ files, variant: name.includes('dual') ? 'dualstack' : 'base', case: name });
    prepare(world, measured);
    for (const service of measured.services)
      for (const node of service.nodes) {
        const played = play(world, service, node.node);
        if (played === null) continue;
        expect({ node: node.node, service: service.name, outcome: played.outcome }).toEqual({
          node: node.node,
          service: service.name,
          outcome: node.frontend.outcome,
        });
        checkProbes(world, service, node);
        // With affinity the few clients of the lab stick to their pods: too few for shares.
        const isSticky = world.rules.get(`${service.namespace}/${service.name}`)?.clientAffinity === true;
        if (node.frontend.outcome === 'accept' && !isSticky) checkShares(played.landed, played.kinds.answered, node);
      }
  });
});
