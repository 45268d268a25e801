import { expect, test } from 'vitest';
import { webWorld } from '../../lib/analysis/testing/web-world.ts';
import type { ObservedProbe } from '../../lib/snapshot/probes-part.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { nodeQuestions } from '../../lib/sources/probes/node-question.ts';
import { waitForProbes } from './wait-for-probes.ts';

const HOUR_SECONDS = 3600;
const local = webWorld({ externalTrafficPolicy: 'Local', healthCheckNodePort: 32_000 });

function reading(first: Snapshot) {
  let snapshot = first;
  const listeners = new Set<(next: { readonly snapshot: Snapshot }) => void>();
  return {
    current: () => ({ snapshot }),
    subscribe(listener: (next: { readonly snapshot: Snapshot }) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(observed: readonly ObservedProbe[]): void {
      snapshot = { ...snapshot, probes: { ...snapshot.probes, observed } };
      for (const listener of listeners) listener({ snapshot });
    },
    listeners,
  };
}

const answers = nodeQuestions(local.kubernetes, 100).map(
  ({ node, port }): ObservedProbe => ({
    node,
    port,
    protocol: 'http',
    path: '/healthz',
    result: '200',
    localEndpoints: null,
    serviceProxyHealthy: null,
    at: local.takenAt,
  }),
);

test('waits until every node has answered for kube-proxy and for its health-check node port', async () => {
  expect(answers.length).toBeGreaterThanOrEqual(6);
  const cluster = reading(local);
  const waited = waitForProbes(cluster, HOUR_SECONDS, { azure: false, nodes: true });
  cluster.tell(answers.slice(1));
  expect(cluster.listeners.size).toBe(1);
  cluster.tell(answers);
  await waited;
  expect(cluster.listeners.size).toBe(0);
});

test('asks nothing of nodes that are not asked', async () => {
  const cluster = reading(local);
  await waitForProbes(cluster, HOUR_SECONDS, { azure: false, nodes: false });
  expect(cluster.listeners.size).toBe(0);
});

test('goes on without nodes that do not answer when the time is over', async () => {
  const cluster = reading(local);
  await waitForProbes(cluster, 0, { azure: false, nodes: true });
  expect(cluster.listeners.size).toBe(0);
});
