import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClusterNode } from '../../snapshot/cluster-node.ts';
import type { AzureFailed } from '../../sources/azure/azure-result.ts';
import { createManualClock, type ManualClock } from '../../sources/kubernetes/testing/manual-clock.ts';
import { type AzureStore, createAzureStore } from '../store/azure-store.ts';
import { type ChangeLog, createChangeLog } from '../store/change-log.ts';
import { createFakeAzurePort, type FakeAzurePort, turn } from '../testing/fake-azure-port.ts';
import { GROUP, testBalancer, testFrontend, testNode, testRule } from '../testing/snapshot-objects.ts';
import { type AzureReader, startAzureReader } from './azure-reader.ts';

let clock: ManualClock;
let port: FakeAzurePort;
let log: ChangeLog;
let store: AzureStore;
let reader: AzureReader;
let nodes: readonly ClusterNode[] | null;
const onRead = vi.fn();
const onError = vi.fn();
const noServer: AzureFailed = {
  state: 'failed',
  cause: 'server',
  message: 'ARM is ill',
  retriable: true,
  retryAfterSeconds: null,
};

beforeEach(() => {
  vi.clearAllMocks();
  clock = createManualClock();
  port = createFakeAzurePort(clock);
  log = createChangeLog();
  store = createAzureStore(log);
  nodes = [];
});

afterEach(() => {
  reader.stop();
  expect(onError).not.toHaveBeenCalled();
});

function start(): void {
  reader = startAzureReader({ port, store, clock, random: () => 0.5, nodes: () => nodes, onRead, onError });
}

/** Lets time pass second by second, and answers arrive in between. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await turn();
    clock.advance(1000);
  }
  await turn();
}

const statusOf = (kind: string) => reader.statuses().find(({ status }) => status.resource === kind)?.status;
const observedAt = (seconds: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + seconds * 1000).toISOString();

describe('pace', () => {
  it('reads load balancers every 30 s, the rest every 5 or 10 minutes, machines not at all', async () => {
    start();
    await pass(599);
    expect(port.counts()).toEqual({
      loadBalancers: 20,
      managedCluster: 2,
      networkSecurityGroups: 2,
      publicIPAddresses: 2,
      scaleSets: 1,
    });
  });

  it('settles when each list was tried once', async () => {
    port.fail('networkSecurityGroups', noServer);
    let isSettled = false;
    start();
    void reader.settled.then(() => {
      isSettled = true;
    });
    await turn();
    expect(isSettled).toBe(false);
    await pass(1);
    expect(isSettled).toBe(true);
  });

  it('asks for public IPs again soon when a frontend refers to another one', async () => {
    start();
    await pass(20);
    const frontend = testFrontend('new', `${GROUP}/publicIPAddresses/new`);
    port.answer('loadBalancers', [testBalancer('kubernetes', { frontends: [frontend] })]);
    await pass(20);
    expect(port.asked.filter(({ kind }) => kind === 'publicIPAddresses')).toEqual([
      { kind: 'publicIPAddresses', referencedIds: [] },
      { kind: 'publicIPAddresses', referencedIds: [`${GROUP}/publicIPAddresses/new`] },
    ]);
  });

  it('asks less and less often while a read fails', async () => {
    port.fail('loadBalancers', noServer);
    start();
    await pass(110);
    expect(port.counts().loadBalancers).toBe(4);
  });

  it('leaves Azure alone for as long as it asks', async () => {
    port.fail('loadBalancers', { state: 'throttled', retryAfterSeconds: 100, message: 'slow down' });
    start();
    await pass(99);
    expect(port.counts().loadBalancers).toBe(1);
    await pass(3);
    expect(port.counts().loadBalancers).toBe(2);
  });

  it('stops asking when stopped', async () => {
    start();
    await pass(1);
    reader.stop();
    const asked = port.asked.length;
    await pass(60);
    expect(port.asked).toHaveLength(asked);
    expect(clock.waiting()).toEqual([]);
  });
});

describe('what is kept', () => {
  it('tells nothing when the same is read again', async () => {
    port.answerWith('loadBalancers', async () => ({
      state: 'ok',
      items: [testBalancer('kubernetes')],
      observedAt: '',
    }));
    start();
    await pass(1);
    const before = store.part().loadBalancers;
    log.take();
    await pass(60);
    expect(store.part().loadBalancers).toBe(before);
    expect(log.take()).toEqual([]);
  });

  it('keeps what it had while reading fails, with its age and the reason', async () => {
    port.answer('loadBalancers', [testBalancer('kubernetes')]);
    start();
    await pass(1);
    port.fail('loadBalancers', noServer);
    await pass(60);
    expect(store.part().loadBalancers).toHaveLength(1);
    expect(statusOf('loadBalancers')).toMatchObject({ state: 'stale', error: 'ARM is ill', observedAt: observedAt(0) });
  });

  it('names the permission that is missing', async () => {
    const action = 'Microsoft.Network/loadBalancers/read';
    port.fail('loadBalancers', { state: 'denied', action, scope: GROUP, principalId: null, message: 'no' });
    start();
    await pass(200);
    expect(statusOf('loadBalancers')).toMatchObject({ state: 'denied', denied: { verb: action, resource: GROUP } });
    expect(port.counts().loadBalancers).toBe(1);
  });

  it('keeps the earlier copy of an object that could not be read, and lets go of one that Azure says is gone', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => testBalancer(name));
    if (!a || !b || !c) throw new Error('unreachable');
    port.answer('loadBalancers', [a, b, c]);
    start();
    await pass(1);
    const problem = { object: '', denied: null };
    port.answerWith('loadBalancers', async () => ({
      state: 'partial',
      items: [a],
      problems: [
        { ...problem, id: b.id.toLowerCase(), cause: 'malformed', message: 'b is garbage.' },
        { ...problem, id: c.id.toLowerCase(), cause: 'not-found', message: 'c is gone.' },
      ],
      observedAt: observedAt(30),
    }));
    await pass(30);
    expect(store.part().loadBalancers).toEqual([a, b]);
    expect(statusOf('loadBalancers')).toMatchObject({ state: 'partial', error: 'b is garbage. c is gone.' });
  });

  it('gives up on a read that never ends, says so, and reads again', async () => {
    port.answerWith('loadBalancers', () => new Promise(() => undefined));
    start();
    await pass(181);
    expect(statusOf('loadBalancers')).toMatchObject({
      state: 'stale',
      error: 'Reading loadBalancers took longer than 180 s.',
    });
    port.answer('loadBalancers', [testBalancer('kubernetes')]);
    await pass(20);
    expect(statusOf('loadBalancers')).toMatchObject({ state: 'live' });
  });

  it('goes on after a port that throws', async () => {
    port.answerWith('loadBalancers', () => {
      throw new Error('bug');
    });
    start();
    await pass(1);
    expect(statusOf('loadBalancers')).toMatchObject({ state: 'stale', error: expect.stringContaining('bug') });
  });
});

describe('machines', () => {
  const scaleSet = `${GROUP}/providers/Microsoft.Compute/virtualMachineScaleSets/np`;
  const machine = (instance: number) => `${scaleSet}/virtualMachines/${instance}`;
  const pool = (...instances: number[]) => {
    const members = instances.map((instance) => {
      const ipConfigurationId = `${machine(instance)}/networkInterfaces/nic/ipConfigurations/ip`;
      return { kind: 'nic' as const, ipConfigurationId, adminState: null };
    });
    return { id: `${GROUP}/pool`, name: 'pool', members, provisioningState: null };
  };
  const balancer = (...instances: number[]) =>
    testBalancer('kubernetes', {
      pools: [pool(...instances)],
      rules: [testRule('r', { poolIds: [`${GROUP}/pool`], probeId: null })],
    });

  it('are read while a pool member has long been without a node, every 10 minutes, and then forgotten', async () => {
    nodes = [testNode('n0', { providerId: `azure://${machine(0)}` })];
    port.answer('loadBalancers', [balancer(0, 1)]);
    port.answer('networkInterfaces', [
      {
        id: `${machine(1)}/networkInterfaces/nic`,
        virtualMachineId: null,
        ipConfigurations: [],
        provisioningState: null,
      },
    ]);
    start();
    await pass(40);
    expect(port.counts().networkInterfaces).toBeUndefined();
    expect(statusOf('networkInterfaces')).toMatchObject({ state: 'absent', error: null });
    await pass(40);
    expect(port.asked).toContainEqual({ kind: 'scaleSetVms', scaleSetIds: [scaleSet] });
    expect(port.asked).toContainEqual({ kind: 'networkInterfaces', scaleSetIds: [scaleSet], ofSingleMachines: false });
    await pass(500);
    expect(port.counts()).toMatchObject({ scaleSetVms: 1, networkInterfaces: 1 });

    port.answer('loadBalancers', [balancer(0)]);
    await pass(60);
    expect(store.part().networkInterfaces).toHaveLength(1);
    await pass(601);
    expect(store.part().networkInterfaces).toBeNull();
    expect(port.counts()).toMatchObject({ scaleSetVms: 1, networkInterfaces: 1 });
  });

  it('are not asked about because the nodes are not known yet', async () => {
    nodes = null;
    port.answer('loadBalancers', [balancer(0, 1)]);
    start();
    await pass(120);
    expect(port.counts().scaleSetVms).toBeUndefined();
  });
});

describe('probe answers', () => {
  const balancer = (...names: string[]) => testBalancer('kubernetes', { rules: names.map((name) => testRule(name)) });
  const answer = () =>
    port.answerWith('ruleHealth', async ({ rule }) => ({
      state: 'ok',
      items: [{ loadBalancer: 'kubernetes', rule, observedAt: new Date(clock.now()).toISOString(), backends: [] }],
      observedAt: new Date(clock.now()).toISOString(),
    }));

  it('are asked for rule by rule, at most one a second and each once a minute', async () => {
    port.answer('loadBalancers', [balancer('a', 'b', 'c')]);
    answer();
    start();
    await pass(2);
    expect(port.counts().ruleHealth).toBe(2);
    await pass(57);
    expect(port.counts().ruleHealth).toBe(3);
    await pass(60);
    expect(port.counts().ruleHealth).toBe(6);
    expect(store.healths().map(({ rule }) => rule)).toEqual(['a', 'b', 'c']);
  });

  it('are two at a time at most', async () => {
    port.answer('loadBalancers', [balancer('a', 'b', 'c')]);
    port.answerWith('ruleHealth', () => new Promise(() => undefined));
    start();
    await pass(60);
    expect(port.counts().ruleHealth).toBe(2);
  });

  it('go with their rule', async () => {
    port.answer('loadBalancers', [balancer('a', 'b')]);
    answer();
    start();
    await pass(10);
    port.answer('loadBalancers', [balancer('b')]);
    await pass(30);
    expect(store.healths().map(({ rule }) => rule)).toEqual(['b']);
  });

  it('are not asked for while that is not permitted, and the others go on', async () => {
    port.answer('loadBalancers', [balancer('a', 'b', 'c')]);
    const action = 'Microsoft.Network/loadBalancers/loadBalancingRules/health/action';
    port.fail('ruleHealth', { state: 'denied', action, scope: GROUP, principalId: null, message: 'no' });
    start();
    await pass(200);
    expect(port.counts()).toMatchObject({ ruleHealth: 1, loadBalancers: 7 });
    expect(reader.healthStatus().status).toMatchObject({ state: 'denied', denied: { verb: action } });
  });

  it('are as old as the oldest of them', async () => {
    port.answer('loadBalancers', [balancer('a', 'b')]);
    answer();
    start();
    await pass(10);
    expect(reader.healthStatus().status).toMatchObject({ state: 'live', observedAt: observedAt(1) });
  });
});
