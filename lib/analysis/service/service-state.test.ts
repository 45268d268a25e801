import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { analyze } from '../analyze.ts';
import { summarizeCluster } from '../summarize-cluster.ts';
import { ago } from '../testing/found.ts';
import { NOW, readyCondition, testNode, testService, testSnapshot } from '../testing/world.ts';

const NODES = ['n0', 'n1', 'n2', 'n3'];

interface Seen {
  /** What Azure says of each node; null: it was not asked. */
  readonly states: readonly ('Up' | 'Down')[] | null;
  /** The first node is one that nobody hears from. */
  readonly silent?: boolean;
  readonly pods?: readonly string[];
}

function world({ states, silent = false, pods = NODES }: Seen): Snapshot {
  const nodes = NODES.map((name, index) => {
    const node = testNode(name, index);
    const unknown = { ...readyCondition('Unknown'), changedAt: ago(50) };
    return silent && index === 0 ? { ...node, conditions: [unknown] } : node;
  });
  const endpoints = { web: pods.map((node) => ({ node })) };
  const snapshot = testSnapshot({ nodes, services: [testService('web')], endpoints });
  if (states === null) return snapshot;
  const backends = states.map((state, index) => ({
    ipAddress: `10.224.0.${index + 4}`,
    networkInterfaceIPConfigurationId: null,
    since: null,
    state,
    reason: state === 'Down' ? 'Down_Probe_TcpProbeTimeout' : 'Up_Probe_Success',
  }));
  const rule = snapshot.azure.loadBalancers?.[0]?.rules[0]?.name ?? '';
  const ruleHealth = [{ loadBalancer: 'kubernetes', rule, observedAt: NOW, backends }];
  return { ...snapshot, probes: { ...snapshot.probes, ruleHealth } };
}

function rowOf(snapshot: Snapshot) {
  const summary = summarizeCluster(analyze(snapshot));
  const [row] = summary.services;
  if (row === undefined) throw new Error('no Service');
  return { ...row, cluster: summary };
}

const UP = ['Up', 'Up', 'Up', 'Up'] as const;

describe('status of a Service', () => {
  it('is healthy, as measured, when all nodes are seen up', () => {
    const row = rowOf(world({ states: UP }));
    expect(row).toMatchObject({ status: 'healthy', known: 'measured' });
    expect(row.sentence).toMatch(/^Healthy now: 4 of 4 nodes in rotation, 4 ready pods\./);
    expect(row.cluster).toMatchObject({ status: 'healthy', known: 'measured' });
    expect(row.cluster.sentence).toMatch(/^The only Service serves/);
  });

  it('is told as computed when nobody saw a probe', () => {
    const row = rowOf(world({ states: null }));
    expect(row).toMatchObject({ status: 'healthy', known: 'computed' });
    expect(row.sentence).toMatch(/^Healthy as computed, no probe was seen: 4 of 4 nodes should be in rotation/);
    expect(row.cluster.known).toBe('computed');
    expect(row.cluster.sentence).toMatch(/should serve as computed, no probe was seen/);
  });

  it('is degraded when a node is out although it should serve, and nothing is lost', () => {
    const row = rowOf(world({ states: ['Down', 'Up', 'Up', 'Up'] }));
    expect(row).toMatchObject({ status: 'degraded', lostShare: { Cluster: 0 } });
  });

  it('is failing when a share is lost, although no finding is critical', () => {
    const row = rowOf(world({ states: ['Down', 'Up', 'Up', 'Up'], silent: true }));
    expect(row.findings.some(({ severity }) => severity === 'critical')).toBe(false);
    expect(row.lostShare.Cluster).toBeCloseTo(1 / 4, 9);
    expect(row.status).toBe('failing');
  });

  it('is only degraded by what perhaps is lost', () => {
    const row = rowOf(world({ states: null, silent: true }));
    expect(row).toMatchObject({ status: 'degraded', lostShare: { Cluster: 0 } });
    expect(row.suspectShare.Cluster).toBeGreaterThan(0.1);
  });

  it('is failing when nobody is served', () => {
    const row = rowOf(world({ states: ['Down', 'Down', 'Down', 'Down'] }));
    expect(row).toMatchObject({ status: 'failing', lostShare: { Cluster: 1 } });
  });

  it('stays healthy with a risk, and says so', () => {
    const row = rowOf(world({ states: UP, pods: ['n0'] }));
    expect(row.status).toBe('healthy');
    expect(row.sentence).toMatch(/^Healthy now: .*\. At risk: .*\.$/);
  });
});

describe('the hottest pod while a node is dead', () => {
  it('is compared with the pods that answer', () => {
    const row = rowOf(world({ states: ['Down', 'Up', 'Up', 'Up'], silent: true }));
    expect(row.hottestPodFactor.Cluster).toBeCloseTo(1, 9);
    expect(row.hottestPodFactor.Local).toBeCloseTo(1, 9);
  });
});

describe('the sentence of a cluster without findings', () => {
  it('says when not every risk could be checked', () => {
    const snapshot = world({ states: UP });
    const unread = { ...snapshot, kubernetes: { ...snapshot.kubernetes, disruptionBudgets: null } };
    const read = { ...snapshot, kubernetes: { ...snapshot.kubernetes, workloads: [], disruptionBudgets: [] } };
    expect(rowOf(unread).cluster.sentence).toMatch(/no finding about the design; not every risk could be checked\.$/);
    expect(rowOf(read).cluster.sentence).toMatch(/no finding about the design\.$/);
  });
});
