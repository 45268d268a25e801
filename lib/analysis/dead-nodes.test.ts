import { describe, expect, it } from 'vitest';
import type { PolicyReport } from '../report/policy-report.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { analyze } from './analyze.ts';
import { reportService } from './report-service.ts';
import { ago, found } from './testing/found.ts';
import { NOW, readyCondition, testNode, testService, testSnapshot } from './testing/world.ts';

const NODES = ['n0', 'n1', 'n2', 'n3'];

/** Pods on n0, n1 and n2; n0 is silent. `seen`: what Azure says of n0. */
function silentNode(seen: 'up' | 'down' | null, policy: 'Cluster' | 'Local' = 'Cluster', silentSeconds = 50): Snapshot {
  const silent = { ...readyCondition('Unknown'), changedAt: ago(silentSeconds) };
  const nodes = NODES.map((name, index) => {
    const node = testNode(name, index);
    return name === 'n0' ? { ...node, conditions: [silent] } : node;
  });
  const service = testService('web', {
    externalTrafficPolicy: policy,
    healthCheckNodePort: policy === 'Local' ? 32_001 : null,
  });
  const endpoints = { web: [{ node: 'n0' }, { node: 'n1' }, { node: 'n2' }] };
  const snapshot = testSnapshot({ nodes, services: [service], endpoints });
  if (seen === null) return snapshot;
  const isDown = (name: string): boolean => (name === 'n0' ? seen === 'down' : policy === 'Local' && name === 'n3');
  const backends = NODES.map((name, index) => ({
    ipAddress: `10.224.0.${index + 4}`,
    networkInterfaceIPConfigurationId: null,
    since: null,
    state: isDown(name) ? 'Down' : 'Up',
    reason: isDown(name) ? 'Down_Probe_TcpProbeTimeout' : 'Up_Probe_Success',
  }));
  const rule = snapshot.azure.loadBalancers?.[0]?.rules[0]?.name ?? '';
  const ruleHealth = [{ loadBalancer: 'kubernetes', rule, observedAt: NOW, backends }];
  return { ...snapshot, probes: { ...snapshot.probes, ruleHealth } };
}

function policyOf(snapshot: Snapshot, policy: 'Cluster' | 'Local' = 'Cluster'): PolicyReport {
  const report = reportService(analyze(snapshot), { namespace: 'shop', name: 'web' });
  if (report === null) throw new Error('no such Service');
  return report.policies[policy];
}

const podOn = ({ pods }: PolicyReport, node: string) => pods.find((pod) => pod.node === node);

describe('a node that nobody hears from', () => {
  it('loses what is sent to its pods when Azure hears nothing either', () => {
    const policy = policyOf(silentNode('down'));
    expect(podOn(policy, 'n0')).toMatchObject({ answers: 'no', share: 0 });
    expect(policy.lostShare).toBeCloseTo(1 / 3, 9);
    expect(policy.suspectShare).toBeCloseTo(0, 9);
    expect(policy.nodes.find((node) => node.name === 'n0')).toMatchObject({ silent: true, share: 0 });
  });

  it('is only suspected when Azure says nothing of it', () => {
    const policy = policyOf(silentNode(null));
    expect(podOn(policy, 'n0')).toMatchObject({ answers: 'unknown' });
    expect(policy.lostShare).toBe(0);
    // A quarter enters through it; a third of the rest ends on it.
    expect(policy.suspectShare).toBeCloseTo(1 / 4 + (3 / 4) * (1 / 3), 9);
  });

  it('is only suspected when Azure has it up', () => {
    const policy = policyOf(silentNode('up'));
    expect(podOn(policy, 'n0')).toMatchObject({ answers: 'unknown' });
    expect(policy.lostShare).toBe(0);
  });

  it('costs nothing under Local once Azure has it down', () => {
    const policy = policyOf(silentNode('down', 'Local'), 'Local');
    expect(policy.lostShare).toBe(0);
    expect(policy.suspectShare).toBe(0);
    expect(podOn(policy, 'n0')).toMatchObject({ answers: 'no', share: 0 });
  });

  it('is out of the rotation of the other policy too once it is dead', () => {
    const local = policyOf(silentNode('down', 'Cluster'), 'Local');
    expect(local.lostShare).toBe(0);
    expect(local.nodes.filter((node) => node.share > 0).map((node) => node.name)).toEqual(['n1', 'n2']);
    const cluster = policyOf(silentNode('down', 'Local'), 'Cluster');
    expect(cluster.nodes.filter((node) => node.share > 0).map((node) => node.name)).toEqual(['n1', 'n2', 'n3']);
    expect(cluster.lostShare).toBeCloseTo(1 / 3, 9);
  });

  it('costs its own share under Local while Azure still has it up', () => {
    const policy = policyOf(silentNode('up', 'Local'), 'Local');
    expect(policy.suspectShare).toBeCloseTo(1 / 3, 9);
  });

  it.each(['Cluster', 'Local'] as const)(
    'has only lost its kubelet when it answers Azure long after, under %s',
    (policy) => {
      const snapshot = silentNode('up', policy, 300);
      expect(policyOf(snapshot, policy)).toMatchObject({ lostShare: 0, suspectShare: 0 });
      expect(found(snapshot, 'departing-node-in-rotation')).toEqual([]);
      expect(found(snapshot, 'endpoints-on-lost-node')).toEqual([]);
      const recent = found(silentNode('up', policy), 'endpoints-on-lost-node');
      expect(recent).toHaveLength(1);
    },
  );

  it('leaves the answer of every other pod alone', () => {
    for (const seen of ['up', 'down', null] as const) {
      expect(
        policyOf(silentNode(seen))
          .pods.filter((pod) => pod.node !== 'n0')
          .map((pod) => pod.answers),
      ).toEqual(['yes', 'yes']);
    }
  });
});
