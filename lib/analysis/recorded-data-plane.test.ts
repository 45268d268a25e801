import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listFixtures, readFixture } from '../../fixtures/read-fixture.ts';
import type { PolicyReport } from '../report/policy-report.ts';
import { reportSchema } from '../report/report.ts';
import type { ServiceReport } from '../report/service-report.ts';
import { analyze } from './analyze.ts';
import { reportCluster } from './report-cluster.ts';

const cases = listFixtures('dataplane');

const frontendSchema = z.object({
  outcome: z.enum(['accept', 'drop', 'reject']),
  landed: z.record(z.string(), z.number()).default({}),
  connections: z.number().default(0),
  clientSourceSeen: z.array(z.string()).default([]),
});

const measuredSchema = z.object({
  machinesDead: z.array(z.string()),
  kubeProxyStopped: z.array(z.string()),
  kubeProxyFrozen: z.array(z.string()),
  services: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      externalTrafficPolicy: z.enum(['Cluster', 'Local']),
      ports: z.array(z.object({ port: z.number(), nodePort: z.number().optional(), protocol: z.string() })),
      nodes: z.array(
        z.object({
          node: z.string(),
          nodeObject: z.string().optional(),
          healthCheckNodePort: z.object({ result: z.string() }).nullable(),
          nodePort: z.record(z.string(), z.string()),
          nodePortSamples: z.record(z.string(), z.record(z.string(), z.number())).default({}),
          frontend: frontendSchema,
          frontendByPort: z.record(z.string(), frontendSchema).optional(),
        }),
      ),
    }),
  ),
});
type Measured = z.infer<typeof measuredSchema>;
type MeasuredService = Measured['services'][number];
type MeasuredNode = MeasuredService['nodes'][number];

/** Services of the source-ranges state that do not let the measuring client in; shares are those of clients let in. */
const CLIENT_EXCLUDED = new Set(['web-cluster-denied', 'web-local-denied']);

/** Connections to an endpoint whose machine is dead while every object still says ready: nobody can know. */
const UNKNOWABLE = new Set(['15-node-unknown-machine-dead', '15b-machine-dead-still-ready']);

function shareTolerance(share: number, connections: number): number {
  return 5 * Math.sqrt(Math.max(share * (1 - share), 1e-4) / Math.max(connections, 1));
}

function checkNode(service: MeasuredService, policy: PolicyReport, measured: MeasuredNode): void {
  const row = policy.nodes.find((node) => node.name === measured.node);
  expect(row === undefined, `row of ${measured.node}`).toBe(measured.nodeObject === 'deleted');
  if (row === undefined) return;
  expect(row.forwards, `${service.name} on ${measured.node}`).toBe(measured.frontend.outcome);
  if (row.expectedProbe === 'unprobed') return;
  expect(row.expectedProbe, `probe of ${service.name} on ${measured.node}`).toBe(probeSeen(service, measured));
}

/** A node port over a dead endpoint answers at random; it is up while some tries get through. */
function probeSeen(service: MeasuredService, measured: MeasuredNode): 'up' | 'down' {
  if (service.externalTrafficPolicy === 'Local') return measured.healthCheckNodePort?.result === '200' ? 'up' : 'down';
  const port = String(service.ports[0]?.nodePort ?? '');
  const open = measured.nodePort[port] === 'open' || (measured.nodePortSamples[port]?.open ?? 0) > 0;
  return open ? 'up' : 'down';
}

function checkShares(service: ServiceReport, policy: PolicyReport, measured: MeasuredService): void {
  const landed = new Map<string, number>();
  let connections = 0;
  for (const node of measured.nodes) {
    const share = policy.nodes.find((row) => row.name === node.node)?.share ?? 0;
    if (share === 0) continue;
    connections += node.frontend.connections;
    for (const [pod, count] of Object.entries(node.frontend.landed)) {
      landed.set(pod, (landed.get(pod) ?? 0) + (share * count) / node.frontend.connections);
    }
  }
  for (const pod of policy.pods) {
    const difference = Math.abs((landed.get(pod.name) ?? 0) - pod.share);
    expect(difference, `${service.name} ${pod.name}`).toBeLessThanOrEqual(
      shareTolerance(pod.share, connections) + 1e-9,
    );
  }
}

function checkSums(policy: PolicyReport): void {
  const sum = (shares: readonly { readonly share: number }[]): number =>
    shares.reduce((total, row) => total + row.share, 0);
  const entering = sum(policy.nodes);
  expect(entering === 0 || Math.abs(entering - 1) < 1e-9).toBe(true);
  expect(sum(policy.pods)).toBeCloseTo(1 - policy.lostShare, 9);
}

describe('what real kube-proxies did', () => {
  it('is recorded in 38 states', () => {
    expect(cases).toHaveLength(38);
  });

  it.each(cases)('%s: forwards, probes and shares are as measured', async (path) => {
    const fixture = await readFixture(path);
    const measured = measuredSchema.parse(fixture.measured);
    const report = reportSchema.parse(reportCluster(analyze(fixture.snapshot)));
    const name =
      path
        .split('/')
        .at(-1)
        ?.replace(/\.tgz$/, '') ?? '';
    const disturbed = new Set([...measured.machinesDead, ...measured.kubeProxyStopped, ...measured.kubeProxyFrozen]);
    for (const seen of measured.services) {
      const service = report.services.find((entry) => entry.name === seen.name);
      if (!service) throw new Error(`${seen.name} is not in the report`);
      const policy = service.policies[seen.externalTrafficPolicy];
      checkSums(service.policies.Cluster);
      checkSums(service.policies.Local);
      if (CLIENT_EXCLUDED.has(seen.name)) continue;
      for (const node of seen.nodes) if (!disturbed.has(node.node)) checkNode(seen, policy, node);
      if (!UNKNOWABLE.has(name)) checkShares(service, policy, seen);
    }
  });

  it('a client address survives under Local only', async () => {
    const { snapshot, measured } = await readFixture(cases.find((path) => path.includes('01-even')) ?? '');
    const report = reportCluster(analyze(snapshot));
    for (const seen of measuredSchema.parse(measured).services) {
      const service = report.services.find((entry) => entry.name === seen.name);
      const sources = seen.nodes.flatMap((node) => node.frontend.clientSourceSeen);
      const kept = sources.every((ip) => ip.startsWith('203.0.113.'));
      expect(service?.policies[seen.externalTrafficPolicy].clientIpPreserved).toBe(kept);
    }
  });

  it('a node whose machine is dead is unknown as soon as the objects show it, never in rotation', async () => {
    const { snapshot, measured } = await readFixture(cases.find((path) => path.includes('15-node-unknown')) ?? '');
    const dead = measuredSchema.parse(measured).machinesDead;
    const report = reportCluster(analyze(snapshot));
    const rows = report.services.flatMap((service) => service.verdicts).filter((row) => dead.includes(row.node));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(['unknown', 'expected-out']).toContain(row.verdict);
  });
});
