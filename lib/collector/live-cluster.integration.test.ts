import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Analysis } from '../analysis/analysis.ts';
import { analyze } from '../analysis/analyze.ts';
import { defaultSettings } from '../analysis/settings.ts';
import { startKubernetesSource } from '../sources/kubernetes/kubernetes-source.ts';
import { createConditions } from '../sources/kubernetes/testing/conditions.ts';
import { createEagerClock } from '../sources/kubernetes/testing/eager-clock.ts';
import { type SourceWorld, startSourceWorld } from '../sources/kubernetes/testing/source-world.ts';
import { createTokenAccess } from '../sources/kubernetes/testing/token-access.ts';
import { wireNode, wirePod, wireService, wireSlice } from '../sources/kubernetes/testing/wire-objects.ts';
import { clusterAnalyzer } from './cluster-analyzer.ts';
import type { ClusterState } from './live-cluster.ts';
import { type StartedCluster, startLiveCluster } from './start-live-cluster.ts';

let world: SourceWorld;
let cluster: StartedCluster<Analysis>;
const conditions = createConditions();

beforeEach(async () => {
  world = await startSourceWorld();
  const clock = createEagerClock(1000);
  world.put('services', wireService('shop/web', { app: 'web' }));
  world.put('endpointSlices', wireSlice('shop/web-1', 'web'));
  world.put('pods', wirePod('shop/web-a', { app: 'web' }));
  world.put('nodes', wireNode('n1'));
  const access = createTokenAccess(world.server.url);
  cluster = startLiveCluster({
    id: 'shop',
    origin: 'live',
    startKubernetes: (listener) => startKubernetesSource({ access, listener, clock, random: () => 0.5 }),
    connectAzure: null,
    analyzer: clusterAnalyzer(defaultSettings),
    clock,
  });
  cluster.subscribe(conditions.notify);
});

afterEach(async () => {
  await cluster.stop();
  await world.close();
});

function until(isWanted: (state: ClusterState<Analysis>) => boolean): Promise<void> {
  return conditions.until(() => isWanted(cluster.current()));
}

it('goes from an API server to an analysis, and follows what happens there', async () => {
  await cluster.settled;
  expect([...cluster.current().analysis.services.keys()]).toEqual(['shop/web']);
  expect(cluster.current().snapshot.sources.kubernetes.state).toBe('live');

  world.put('services', wireService('shop/api', { app: 'api' }));
  await until(({ analysis }) => analysis.services.has('shop/api'));
  world.put('endpointSlices', wireSlice('shop/api-1', 'api', '10.0.0.9'));
  await until(({ snapshot }) => snapshot.kubernetes.endpointSlices?.length === 2);
  world.remove('nodes', 'n1');
  await until(({ snapshot }) => snapshot.kubernetes.nodes?.length === 0);

  const { snapshot, analysis } = cluster.current();
  expect(analysis.findings).toEqual(analyze(snapshot).findings);
});
