import { describe, expect, it } from 'vitest';
import type { Pod } from '../snapshot/pod.ts';
import type { BackendHealth } from '../snapshot/probes-part.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { analyze } from './analyze.ts';
import { reportService } from './report-service.ts';
import { editNode, editProbes } from './testing/edit.ts';
import { NOW, readyCondition, type TestEndpoint, testNode, testService, testSnapshot } from './testing/world.ts';

const NODES = ['n0', 'n1', 'n2'];

function world(policy: 'Cluster' | 'Local', endpoints: readonly TestEndpoint[]): Snapshot {
  const nodes = NODES.map((name, index) => testNode(name, index));
  const web = testService('web', { externalTrafficPolicy: policy });
  return testSnapshot({ nodes, services: [web], endpoints: { web: endpoints } });
}

function verdicts(snapshot: Snapshot): Readonly<Record<string, string>> {
  const report = reportService(analyze(snapshot), { namespace: 'shop', name: 'web' });
  return Object.fromEntries((report?.verdicts ?? []).map((row) => [row.node, `${row.verdict} ${row.known}`]));
}

function withHealth(
  snapshot: Snapshot,
  states: Readonly<Record<string, readonly [string, string]>>,
  at = NOW,
): Snapshot {
  const rule = snapshot.azure.loadBalancers?.[0]?.rules[0]?.name ?? '';
  const backends: BackendHealth[] = Object.entries(states).map(([node, [state, reason]]) => ({
    ipAddress: snapshot.kubernetes.nodes?.find((candidate) => candidate.name === node)?.internalIPs[0] ?? null,
    networkInterfaceIPConfigurationId: null,
    since: null,
    state,
    reason,
  }));
  return {
    ...snapshot,
    probes: { ...snapshot.probes, ruleHealth: [{ loadBalancer: 'kubernetes', rule, observedAt: at, backends }] },
  };
}

const UP = ['Up', 'Up_Probe_Success'] as const;
const DOWN = ['Down', 'Down_Probe_HttpStatusCodeError'] as const;
const onTwo = [{ node: 'n0' }, { node: 'n1' }];

describe('verdict of a node without an answer from Azure', () => {
  it('Local: nodes with pods are in rotation, the others are out by design', () => {
    expect(verdicts(world('Local', onTwo))).toEqual({
      n0: 'in-rotation computed',
      n1: 'in-rotation computed',
      n2: 'expected-out computed',
    });
  });

  it('a node nobody hears from is unknown, one that is leaving or NotReady is degraded', () => {
    const lost = editNode(world('Cluster', onTwo), 'n2', { conditions: [readyCondition('Unknown')] });
    expect(verdicts(lost).n2).toBe('unknown computed');
    const notReady = editNode(world('Cluster', onTwo), 'n2', { conditions: [readyCondition('False')] });
    expect(verdicts(notReady).n2).toBe('degraded computed');
  });

  it('a probe that asks the wrong port takes serving nodes out', () => {
    expect(verdicts(editProbes(world('Local', onTwo), { port: 31_000 }))).toEqual({
      n0: 'wrongly-out assumed',
      n1: 'wrongly-out assumed',
      n2: 'expected-out assumed',
    });
  });
});

describe('verdict of a node whose probe asks for another port', () => {
  /** Pods serve port 80 alone; an annotation has its probe ask for the node port of 81. */
  function misled(policy: 'Cluster' | 'Local'): Snapshot {
    const web = testService('web', {
      externalTrafficPolicy: policy,
      annotations: { 'service.beta.kubernetes.io/port_80_health-probe_port': '81' },
      ports: [80, 81].map((port) => ({
        name: `p${port}`,
        protocol: 'TCP',
        port,
        targetPort: `p${port}`,
        nodePort: 30_000 + port,
        appProtocol: null,
      })),
    });
    const nodes = NODES.map((name, index) => testNode(name, index));
    const all = testSnapshot({ nodes, services: [web], endpoints: { web: onTwo } });
    const endpointSlices = all.kubernetes.endpointSlices?.map((slice) => ({
      ...slice,
      ports: slice.ports.filter(({ name }) => name === 'p80'),
    }));
    return { ...all, kubernetes: { ...all.kubernetes, endpointSlices: endpointSlices ?? null } };
  }

  function firstRule(snapshot: Snapshot): Readonly<Record<string, string>> {
    const rows = reportService(analyze(snapshot), { namespace: 'shop', name: 'web' })?.verdicts ?? [];
    return Object.fromEntries(rows.filter(({ rule }) => rule.endsWith('-80')).map((row) => [row.node, row.verdict]));
  }

  it('Cluster: every node would serve and is out', () => {
    const snapshot = misled('Cluster');
    expect(firstRule(snapshot)).toEqual({ n0: 'wrongly-out', n1: 'wrongly-out', n2: 'wrongly-out' });
    expect(firstRule(withHealth(snapshot, { n0: DOWN }))).toMatchObject({ n0: 'wrongly-out' });
    expect(analyze(snapshot).services.get('shop/web')?.state).toMatchObject({
      status: 'failing',
      verdictCounts: { 'wrongly-out': 3 },
    });
  });

  it('Local: the nodes with pods would serve and are out', () => {
    expect(firstRule(misled('Local'))).toEqual({ n0: 'wrongly-out', n1: 'wrongly-out', n2: 'expected-out' });
  });
});

describe('verdict of a node with an answer from Azure', () => {
  it('right states are measured, wrong ones are named', () => {
    const seen = withHealth(world('Local', onTwo), { n0: UP, n1: DOWN, n2: UP });
    expect(verdicts(seen)).toEqual({
      n0: 'in-rotation measured',
      n1: 'wrongly-out measured',
      n2: 'wrongly-in measured',
    });
  });

  it('down without a local pod is by design, never red', () => {
    expect(verdicts(withHealth(world('Local', onTwo), { n2: DOWN })).n2).toBe('expected-out measured');
  });

  it('an answer without a value, or one not probed yet, is unknown', () => {
    const seen = withHealth(world('Cluster', onTwo), { n0: ['', ''], n1: ['Up', 'NA'] });
    expect(verdicts(seen)).toMatchObject({ n0: 'unknown measured', n1: 'unknown measured' });
  });

  it('up because every probe fails is no health, and an admin state is no answer of a probe', () => {
    const seen = withHealth(world('Cluster', onTwo), {
      n0: ['Up', 'Up_Probe_AllDownIsUp'],
      n1: ['Up', 'Up_Admin'],
      n2: ['Down', 'Down_Admin'],
    });
    expect(verdicts(seen)).toMatchObject({ n0: 'degraded measured', n1: 'in-rotation measured' });
    const report = reportService(analyze(seen), { namespace: 'shop', name: 'web' });
    expect(report?.verdicts.map(({ because }) => because).filter((text) => text.includes('probe succeeds'))).toEqual(
      [],
    );
    expect(report?.verdicts.find(({ node }) => node === 'n2')?.because).toContain('Azure has it down: Down_Admin');
  });

  it('an answer that is too old decides nothing', () => {
    const seen = withHealth(world('Cluster', onTwo), { n0: DOWN }, '2026-11-21T02:00:00Z');
    expect(verdicts(seen).n0).toBe('in-rotation computed');
  });

  it('a node that Azure has down gets no share', () => {
    const report = reportService(analyze(withHealth(world('Local', onTwo), { n0: UP, n1: DOWN })), {
      namespace: 'shop',
      name: 'web',
    });
    expect(report?.policies.Local.nodes.map((node) => node.share)).toEqual([1, 0, 0]);
  });

  it('an answer from before a pod ended says nothing about the node after it', () => {
    const ended = withPodChange(
      world('Local', [{ node: 'n0', state: 'not-ready' }, { node: 'n1' }]),
      '2026-11-21T03:11:30Z',
    );
    const early = withHealth(ended, { n0: UP }, '2026-11-21T03:11:35Z');
    expect(verdicts(early).n0).toBe('expected-out computed');
    const late = withHealth(ended, { n0: UP }, '2026-11-21T03:11:45Z');
    expect(verdicts(late).n0).toBe('wrongly-in measured');
  });

  it('an answer from before a machine fell silent does not vouch for it', () => {
    const silent = editNode(world('Cluster', onTwo), 'n2', {
      conditions: [{ ...readyCondition('Unknown'), changedAt: '2026-11-21T03:11:30Z' }],
    });
    expect(verdicts(withHealth(silent, { n2: UP }, '2026-11-21T03:11:35Z')).n2).toBe('unknown computed');
    expect(verdicts(withHealth(silent, { n2: UP }, '2026-11-21T03:11:50Z')).n2).toBe('degraded measured');
  });
});

/** Dates the state of every endpoint by a pod whose readiness changed then. */
function withPodChange(snapshot: Snapshot, readyChangedAt: string): Snapshot {
  const pods = (snapshot.kubernetes.endpointSlices ?? []).flatMap((slice) =>
    slice.endpoints.map(
      (endpoint): Pod => ({
        namespace: slice.namespace,
        name: endpoint.podName ?? endpoint.address,
        uid: endpoint.address,
        resourceVersion: '1',
        createdAt: '2026-11-20T00:00:00Z',
        deletedAt: null,
        deletionGracePeriodSeconds: null,
        labels: {},
        owner: null,
        nodeName: endpoint.nodeName,
        podIPs: [endpoint.address],
        hostNetwork: false,
        phase: 'Running',
        ready: endpoint.ready,
        readyChangedAt,
        terminationGracePeriodSeconds: 30,
        containers: [],
        containerStates: [],
      }),
    ),
  );
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, pods } };
}
