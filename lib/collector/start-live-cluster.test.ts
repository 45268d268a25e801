import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { SnapshotDelta } from '../snapshot/snapshot-delta.ts';
import { createManualClock, type ManualClock } from '../sources/kubernetes/testing/manual-clock.ts';
import type { AnalyzedSnapshot } from './analyzer.ts';
import type { ConnectAzure } from './azure/azure-port.ts';
import { type StartedCluster, startLiveCluster } from './start-live-cluster.ts';
import { createFakeAzurePort, type FakeAzurePort, turn } from './testing/fake-azure-port.ts';
import { createFakeKubernetes, type FakeKubernetes } from './testing/fake-kubernetes.ts';
import { testBalancer, testNode, testRule, testService, testSlice } from './testing/snapshot-objects.ts';

let clock: ManualClock;
let kubernetes: FakeKubernetes;
let port: FakeAzurePort;
let deltas: SnapshotDelta[];
const started: StartedCluster<AnalyzedSnapshot>[] = [];
const canChangeWithTime = vi.fn((_analysis: AnalyzedSnapshot, _now: string) => false);
const onError = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  clock = createManualClock();
  kubernetes = createFakeKubernetes();
  port = createFakeAzurePort(clock);
  deltas = [];
});

afterEach(async () => {
  for (const cluster of started.splice(0)) await cluster.stop();
});

function start(connectAzure: ConnectAzure | string | null = async () => ({ ok: true, port })) {
  const see = (snapshot: Snapshot): AnalyzedSnapshot => ({ snapshot, findings: [] });
  const analyzer = {
    analyze: see,
    reanalyze: (_: AnalyzedSnapshot, snapshot: Snapshot) => see(snapshot),
    canChangeWithTime,
  };
  const options = { id: 'shop', origin: 'live' as const, startKubernetes: kubernetes.start, connectAzure, analyzer };
  const cluster = startLiveCluster({ ...options, clock, random: () => 0.5, onError });
  cluster.subscribe((_state, delta) => deltas.push(delta));
  started.push(cluster);
  return cluster;
}

async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await turn();
    clock.advance(1000);
  }
  await turn();
}

const changes = (kind: string) => deltas.flatMap((delta) => delta.changes).filter((change) => change.kind === kind);

describe('the snapshot', () => {
  it('is there before anything was read, and says that nothing is known', () => {
    const { version, snapshot } = start().current();
    expect(version).toBe(1);
    expect(snapshot).toMatchObject({ cluster: 'shop', kubernetes: { nodes: null }, azure: { loadBalancers: null } });
    expect(snapshot.sources.azure.state).toBe('absent');
  });

  it('joins what both sources tell', async () => {
    port.answer('loadBalancers', [testBalancer('kubernetes')]);
    const cluster = start();
    kubernetes.listener().replaced('nodes', new Map([['n1', testNode('n1')]]));
    await pass(2);
    const { snapshot } = cluster.current();
    expect(snapshot.kubernetes.nodes).toEqual([testNode('n1')]);
    expect(snapshot.azure.loadBalancers).toEqual([testBalancer('kubernetes')]);
    expect(snapshot.sources.azure).toMatchObject({ state: 'live' });
  });

  it('changes only where something changed, and the delta says where', async () => {
    const cluster = start(null);
    const services = new Map(['a', 'b'].map((name) => [`shop/${name}`, testService(name)]));
    kubernetes.listener().replaced('services', services);
    kubernetes.listener().replaced('nodes', new Map([['n1', testNode('n1')]]));
    await pass(1);
    const before = cluster.current().snapshot;
    deltas = [];
    kubernetes.listener().changed('services', 'shop/b', testService('b', { externalTrafficPolicy: 'Local' }));
    await pass(1);
    const after = cluster.current().snapshot;
    expect(deltas).toEqual([{ changes: [{ kind: 'services', key: 'shop/b' }] }]);
    expect(after.kubernetes.services?.[0]).toBe(before.kubernetes.services?.[0]);
    expect(after.kubernetes.services?.[1]).toMatchObject({ externalTrafficPolicy: 'Local' });
    expect(after.kubernetes.nodes).toBe(before.kubernetes.nodes);
    expect(before.kubernetes.services?.[1]).toMatchObject({ externalTrafficPolicy: 'Cluster' });
  });

  it('carries on the names that an analysis looks changes up by', async () => {
    start(null);
    kubernetes.listener().replaced('events', new Map());
    await pass(1);
    const event = { type: 'Warning' as const, reason: 'SyncLoadBalancerFailed', message: '', component: '', count: 1 };
    const about = { objectKind: 'Service', objectNamespace: 'shop', objectName: 'web', firstAt: null, lastAt: null };
    kubernetes.listener().changed('events', 'shop/web.17', { ...event, ...about });
    await pass(1);
    expect(changes('events')).toContainEqual({ kind: 'events', key: 'shop/web' });
  });
});

describe('pace', () => {
  it('lets changes wait that decide nothing, such as the status a kubelet writes', async () => {
    const cluster = start(null);
    kubernetes.listener().replaced('nodes', new Map([['n1', testNode('n1')]]));
    await pass(1);
    const { version } = cluster.current();
    kubernetes.listener().changed('nodes', 'n1', testNode('n1', { resourceVersion: '2' }));
    await pass(5);
    expect(cluster.current().version).toBe(version);
    kubernetes.listener().changed('nodes', 'n1', testNode('n1', { resourceVersion: '3', unschedulable: true }));
    clock.advance(0);
    expect(cluster.current().version).toBe(version + 1);
  });

  it('looks every 5 s whether time alone changes an answer', async () => {
    const cluster = start(null);
    kubernetes.listener().replaced('nodes', new Map());
    await pass(1);
    const { version } = cluster.current();
    canChangeWithTime.mockReturnValueOnce(true);
    await pass(5);
    expect(cluster.current()).toMatchObject({
      version: version + 1,
      snapshot: { takenAt: '2026-01-01T00:00:05.000Z' },
    });
    await pass(20);
    expect(cluster.current().version).toBe(version + 1);
  });

  it('makes a state every 30 s when nothing happens, so that ages stay true', async () => {
    const cluster = start(null);
    await pass(65);
    expect(cluster.current()).toMatchObject({ version: 3, snapshot: { takenAt: '2026-01-01T00:01:00.000Z' } });
  });
});

describe('trouble', () => {
  it('tells at once that a source has gone stale', async () => {
    const cluster = start(null);
    kubernetes.status({ resource: 'nodes', observedAt: '2026-01-01T00:00:00.000Z' });
    await pass(1);
    kubernetes.status({ resource: 'nodes', state: 'stale', observedAt: '2026-01-01T00:00:00.000Z', error: 'reset' });
    clock.advance(100);
    expect(cluster.current().snapshot.sources.kubernetes).toMatchObject({ state: 'stale', error: 'reset' });
    expect(deltas.at(-1)?.changes).toEqual([{ kind: 'sources', key: '*' }]);
  });

  it('calls a source stale that hangs without saying so', async () => {
    const cluster = start(null);
    kubernetes.status({ resource: 'nodes', observedAt: '2026-01-01T00:00:00.000Z' });
    await pass(180);
    expect(cluster.current().snapshot.sources.kubernetes.state).toBe('live');
    await pass(6);
    expect(cluster.current().snapshot.sources.kubernetes).toMatchObject({ state: 'stale' });
  });

  it('keeps showing Kubernetes when Azure cannot be found, and finds it later', async () => {
    let isThere = false;
    const cluster = start(async () =>
      isThere ? { ok: true, port } : { ok: false, message: 'no network', denied: null, retriable: true },
    );
    kubernetes.listener().replaced('nodes', new Map([['n1', testNode('n1')]]));
    await pass(1);
    expect(cluster.current().snapshot.sources.azure).toMatchObject({ state: 'stale', error: 'no network' });
    isThere = true;
    await pass(32);
    expect(cluster.current().snapshot.sources.azure.state).toBe('live');
  });

  it('does not wait for ever to be connected to Azure, or for a way to it that throws', async () => {
    const forEver: ConnectAzure = () => new Promise(() => undefined);
    const broken: ConnectAzure = () => Promise.reject(new Error('bug'));
    const ways = [forEver];
    const cluster = start((...given) => (ways.pop() ?? broken)(...given));
    kubernetes.settle();
    await pass(60);
    await cluster.settled;
    expect(cluster.current().snapshot.sources.azure).toMatchObject({
      state: 'stale',
      error: expect.stringContaining('60 s'),
    });
    await pass(35);
    expect(cluster.current().snapshot.sources.azure).toMatchObject({ error: expect.stringContaining('bug') });
  });

  it('says why Azure is not read, where that was decided', () => {
    expect(start('Azure is switched off.').current().snapshot.sources.azure).toMatchObject({
      state: 'absent',
      error: 'Azure is switched off.',
    });
  });

  it('outlives a bug in the analysis of time', async () => {
    const cluster = start(null);
    canChangeWithTime.mockImplementationOnce(() => {
      throw new Error('bug');
    });
    await pass(5);
    expect(onError).toHaveBeenCalledTimes(1);
    await pass(30);
    expect(cluster.current().version).toBeGreaterThan(1);
  });

  it('stays in its own cluster', async () => {
    const other = createFakeKubernetes();
    const healthy = start(null);
    const analyze = () => {
      throw new Error('bug');
    };
    const seen = (snapshot: Snapshot): AnalyzedSnapshot => ({ snapshot, findings: [] });
    let isBroken = false;
    const analyzer = {
      analyze: (snapshot: Snapshot) => (isBroken ? analyze() : seen(snapshot)),
      reanalyze: analyze,
      canChangeWithTime,
    };
    const options = { id: 'ill', origin: 'live' as const, startKubernetes: other.start, connectAzure: null, analyzer };
    const ill = startLiveCluster({ ...options, clock, onError });
    started.push(ill);
    isBroken = true;
    other.listener().replaced('nodes', new Map());
    kubernetes.listener().replaced('nodes', new Map());
    await pass(1);
    expect(ill.current().version).toBe(1);
    expect(healthy.current().snapshot.kubernetes.nodes).toEqual([]);
  });
});

describe('Azure', () => {
  it('is looked for with the provider ids of the nodes', async () => {
    const connect = vi.fn<ConnectAzure>(async () => ({ ok: true, port }));
    start(connect);
    await pass(5);
    expect(connect).not.toHaveBeenCalled();
    kubernetes.listener().replaced('nodes', new Map([['n1', testNode('n1', { providerId: 'azure:///x' })]]));
    await pass(1);
    expect(connect).toHaveBeenCalledExactlyOnceWith(['azure:///x'], expect.any(AbortSignal));
  });

  it('is asked first about the probes of a Service that has just changed', async () => {
    const uid = (digit: string) =>
      `${digit.repeat(8)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(12)}`;
    const services = ['a', 'b', 'c'].map((name) => testService(name, { uid: uid(name) }));
    const rules = services.map(({ name }) => testRule(`a${name.repeat(31)}-TCP-80`));
    port.answer('loadBalancers', [testBalancer('kubernetes', { rules })]);
    start();
    kubernetes.listener().replaced('nodes', new Map());
    kubernetes.listener().replaced('services', new Map(services.map((service) => [`shop/${service.name}`, service])));
    kubernetes.listener().replaced('endpointSlices', new Map([['shop/c-1', testSlice('c')]]));
    await turn();
    kubernetes.listener().changed('endpointSlices', 'shop/c-1', { ...testSlice('c', '2'), family: 'IPv6' });
    await pass(1);
    const next = port.asked.find(({ kind }) => kind === 'ruleHealth');
    expect(next).toMatchObject({ rule: `a${'c'.repeat(31)}-TCP-80` });
  });
});

describe('life', () => {
  it('settles when both sources were read once, and shows it then', async () => {
    port.answer('loadBalancers', [testBalancer('kubernetes')]);
    const cluster = start();
    const settled = vi.fn();
    const settling = cluster.settled.then(settled);
    kubernetes.listener().replaced('nodes', new Map());
    await pass(3);
    expect(settled).not.toHaveBeenCalled();
    kubernetes.settle();
    await settling;
    expect(cluster.current().snapshot.azure.loadBalancers).toEqual([testBalancer('kubernetes')]);
  });

  it('settles without Azure when that cannot be found', async () => {
    const cluster = start(async () => ({ ok: false, message: 'not AKS', denied: null, retriable: false }));
    kubernetes.settle();
    await cluster.settled;
    expect(cluster.current().snapshot.sources.azure).toMatchObject({ state: 'absent', error: 'not AKS' });
  });

  it('ends everything when stopped, and still answers', async () => {
    const cluster = start();
    kubernetes.listener().replaced('nodes', new Map());
    await pass(3);
    const last = cluster.current();
    await cluster.stop();
    await pass(3);
    expect(kubernetes.isStopped()).toBe(true);
    expect(clock.waiting()).toEqual([]);
    expect(cluster.current()).toBe(last);
  });
});
