import { describe, expect, it } from 'vitest';
import type { ObservedProbe } from '../../snapshot/probes-part.ts';
import { createChangeLog } from './change-log.ts';
import { ObservedStore } from './observed-store.ts';

const answer = (second: number, result: ObservedProbe['result'], node = 'a'): ObservedProbe => ({
  node,
  port: 32_001,
  protocol: 'http',
  path: '/healthz',
  result,
  localEndpoints: null,
  serviceProxyHealthy: null,
  at: new Date(second * 1000).toISOString(),
});

function filled(...results: readonly ObservedProbe['result'][]) {
  const log = createChangeLog();
  const store = new ObservedStore(log);
  const urgencies = results.map((result, second) => store.add(answer(second, result)));
  return { log, store, urgencies };
}

const told = (store: ObservedStore) => store.snapshot().map(({ result, at }) => `${Date.parse(at) / 1000} ${result}`);

describe('answers of nodes', () => {
  it('keep when an answer began and when it was given last', () => {
    expect(told(filled('200', '200', '200', '200').store)).toEqual(['0 200', '3 200']);
    expect(told(filled('200', '200', '503', '503', '503').store)).toEqual(['0 200', '1 200', '2 503', '4 503']);
  });

  it('keep no more than a few, the newest', () => {
    const { store } = filled('200', '503', '200', '503', '200', '503', '200', '503');
    expect(told(store)).toEqual(['2 200', '3 503', '4 200', '5 503', '6 200', '7 503']);
  });

  it('are news where they differ, and routine where they repeat', () => {
    expect(filled('200', '200', '503').urgencies).toEqual(['news', 'routine', 'news']);
  });

  it('are logged by port and node, and dropped with the question', () => {
    const { log, store } = filled('200');
    store.add(answer(1, '503', 'b'));
    expect(log.take().map(({ key }) => key)).toEqual(['32001/a', '32001/b']);
    expect(store.keep((key) => key === '32001/b')).toBe('news');
    expect(log.take()).toEqual([{ kind: 'observed', key: '32001/a' }]);
    expect(told(store)).toEqual(['1 503']);
    expect(store.keep(() => true)).toBe('none');
  });

  it('are the same array until something changes', () => {
    const { store } = filled('200');
    const first = store.snapshot();
    expect(store.snapshot()).toBe(first);
    store.add(answer(1, '503'));
    expect(store.snapshot()).not.toBe(first);
  });

  it('are as old as the answer that has waited longest', () => {
    const { store } = filled('200', '200');
    store.add(answer(5, '200', 'b'));
    expect(store.oldestAt()).toBe(new Date(1000).toISOString());
    expect(filled().store.oldestAt()).toBeNull();
  });
});
