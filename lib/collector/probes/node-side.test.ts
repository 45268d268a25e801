import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ClusterNode } from '../../snapshot/cluster-node.ts';
import { createManualClock } from '../../sources/kubernetes/testing/manual-clock.ts';
import type { NodeAnswer } from '../../sources/probes/ask-node.ts';
import type { NodeQuestion } from '../../sources/probes/node-question.ts';
import { createChangeLog } from '../store/change-log.ts';
import { ObservedStore } from '../store/observed-store.ts';
import { emptySnapshot } from '../testing/empty-snapshot.ts';
import { testNode, testService } from '../testing/snapshot-objects.ts';
import { type NodeSide, startNodeSide } from './node-side.ts';

const running: NodeSide[] = [];
const onError = vi.fn();

afterEach(() => {
  for (const side of running.splice(0)) side.stop();
});

const node = (name: string, ...internalIPs: readonly string[]) => testNode(name, { internalIPs });
const local = testService('local', { externalTrafficPolicy: 'Local', healthCheckNodePort: 32_001 });

function world(nodes: readonly ClusterNode[]) {
  const clock = createManualClock();
  const store = new ObservedStore(createChangeLog());
  const asked: NodeQuestion[] = [];
  const answers = new Map<string, NodeAnswer['result'] | null>();
  let kubernetes = { ...emptySnapshot('shop', '2026-01-01T00:00:00Z').kubernetes, nodes, services: [local] };
  const side = startNodeSide({
    ask: async (question) => {
      asked.push(question);
      const result = answers.get(`${question.node}:${question.port}`) ?? answers.get(question.node) ?? null;
      return result === null ? null : { result, localEndpoints: null, serviceProxyHealthy: null };
    },
    store,
    clock,
    parts: () => kubernetes,
    onRead: () => undefined,
    onError,
  });
  running.push(side);
  return {
    side,
    asked,
    answers,
    setNodes(given: readonly ClusterNode[]) {
      kubernetes = { ...kubernetes, nodes: given };
    },
    told: () => store.snapshot().map((one) => `${one.node}:${one.port} ${one.result}`),
    async pass(seconds: number) {
      for (let step = 0; step < seconds * 4; step++) {
        clock.advance(250);
        await new Promise<void>((resolve) => setImmediate(resolve));
      }
    },
  };
}

describe('asking the nodes of a cluster', () => {
  it('is off unless somebody wants it, and then has no row', () => {
    const store = new ObservedStore(createChangeLog());
    const parts = () => emptySnapshot('shop', '2026-01-01T00:00:00Z').kubernetes;
    const side = startNodeSide({
      ask: null,
      store,
      clock: createManualClock(),
      parts,
      onRead: () => undefined,
      onError,
    });
    expect(side.status()).toMatchObject({ state: 'absent', error: null });
  });

  it('takes what kube-proxy says, and is live', async () => {
    const { side, answers, told, pass } = world([node('a', '10.0.0.4')]);
    answers.set('a', '200').set('a:32001', '503');
    await pass(3);
    expect(told()).toEqual(['a:10256 200', 'a:32001 503']);
    expect(side.status()).toMatchObject({ resource: 'observed', state: 'live', error: null });
  });

  it('asks nobody at an address that is no machine of the network, and says so', async () => {
    const odd = ['127.0.0.1', '169.254.169.254', '168.63.129.16', '20.1.2.3', 'fe80::1'];
    const { side, asked, pass } = world(odd.map((address, index) => node(`n${index}`, address)));
    await pass(30);
    expect(asked).toEqual([]);
    expect(side.status()).toMatchObject({ state: 'absent', error: expect.stringContaining('No node was asked') });
  });

  it('takes no silence and no refusal for an answer while nothing answers, and says that nodes cannot be reached', async () => {
    const { side, answers, told, pass } = world([node('a', '10.0.0.4'), node('b', '10.0.0.5')]);
    answers.set('a', 'timeout').set('b', 'refused');
    await pass(100);
    expect(told()).toEqual([]);
    const { state, error } = side.status();
    expect([state, error]).toEqual(['absent', expect.stringContaining('No node can be reached')]);
  });

  it('takes the silence of a node that has answered before, and the refusal of one among others that answer', async () => {
    const { answers, told, pass } = world([node('a', '10.0.0.4'), node('b', '10.0.0.5'), node('c', '10.0.0.6')]);
    answers.set('a', '200').set('b', 'refused').set('c', 'timeout');
    await pass(3);
    expect(told().filter((one) => one.includes(':10256'))).toEqual(['a:10256 200', 'b:10256 refused']);
    answers.set('a', 'timeout');
    await pass(31);
    expect(told()).toContain('a:10256 timeout');
    expect(told().some((one) => one.startsWith('c:'))).toBe(false);
  });

  it('turns stale when nodes stop answering altogether', async () => {
    const { side, answers, pass } = world([node('a', '10.0.0.4')]);
    answers.set('a', '200');
    await pass(3);
    answers.set('a', null);
    await pass(125);
    expect(side.status()).toMatchObject({ state: 'stale', error: expect.stringContaining('No node can be reached') });
  });

  it('follows the nodes: a new one is asked, the answers of one that went are dropped', async () => {
    const { answers, told, pass, setNodes } = world([node('a', '10.0.0.4')]);
    answers.set('a', '200').set('b', '200');
    await pass(3);
    setNodes([node('b', '10.0.0.5')]);
    await pass(12);
    expect(told()).toEqual(['b:10256 200', 'b:32001 200']);
  });
});
