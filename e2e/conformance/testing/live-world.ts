import type { Analysis } from '../../../lib/analysis/analysis.ts';
import { reportCluster } from '../../../lib/analysis/report-cluster.ts';
import { defaultSettings } from '../../../lib/analysis/settings.ts';
import { clusterAnalyzer } from '../../../lib/collector/cluster-analyzer.ts';
import type { ClusterState } from '../../../lib/collector/live-cluster.ts';
import { type StartedCluster, startLiveCluster } from '../../../lib/collector/start-live-cluster.ts';
import type { Report } from '../../../lib/report/report.ts';
import type { ResourceStatus, SourceName } from '../../../lib/snapshot/source-status.ts';
import { connectArm } from '../../../lib/sources/azure/arm-connection.ts';
import { createAzureSource } from '../../../lib/sources/azure/azure-source.ts';
import { openKubeAccess } from '../../../lib/sources/kubernetes/access/open-kube-access.ts';
import { startKubernetesSource } from '../../../lib/sources/kubernetes/kubernetes-source.ts';
import { createConditions } from '../../../lib/sources/kubernetes/testing/conditions.ts';
import { type ActionInput, actionSchema } from '../../../simulator/actions/action.ts';
import { applyAction } from '../../../simulator/actions/apply-action.ts';
import { type Simulator, startSimulator } from '../../../simulator/start-simulator.ts';
import { createFastClock } from './fast-clock.ts';

/** Reads that wait half a minute are due after half a second. */
const FACTOR = 60;

/** An embedded AKS that stands still, and the product that reads it over the network, with a clock that hurries. */
export interface LiveWorld {
  /** Does something to the AKS, or to the way to it. */
  act(action: ActionInput): void;
  until(isWanted: (state: ClusterState<Analysis>) => boolean): Promise<ClusterState<Analysis>>;
  current(): ClusterState<Analysis>;
  report(): Report;
  status(source: SourceName, resource: string): ResourceStatus | undefined;
  stop(): Promise<void>;
}

/** Resolves when everything was read once or cannot be. `before`: done to the AKS before anything is read. */
export async function startLiveWorld(scenario: string, before: readonly ActionInput[] = []): Promise<LiveWorld> {
  const simulator = await startSimulator({ scenario, speed: 0 });
  const act = (action: ActionInput): void => applyAction(simulator.world, actionSchema.parse(action));
  for (const action of before) act(action);
  const conditions = createConditions();
  const cluster = connect(simulator);
  cluster.subscribe(conditions.notify);
  await cluster.settled;
  const statusIn = ({ snapshot }: ClusterState<Analysis>, source: SourceName, resource: string) =>
    snapshot.sources[source].resources.find((one) => one.resource === resource);
  return {
    act,
    async until(isWanted) {
      await conditions.until(() => isWanted(cluster.current()));
      return cluster.current();
    },
    current: () => cluster.current(),
    report: () => reportCluster(cluster.current().analysis),
    status: (source, resource) => statusIn(cluster.current(), source, resource),
    async stop() {
      await cluster.stop();
      await simulator.stop();
    },
  };
}

function connect(simulator: Simulator): StartedCluster<Analysis> {
  const clock = createFastClock(FACTOR);
  const source = { kind: 'text', text: simulator.kubeconfig } as const;
  const opened = openKubeAccess({ source, context: null, entraCredential: null, clock });
  if (!opened.ok) throw new Error(opened.message);
  const { access } = opened;
  const connected = connectArm({
    credential: { getToken: async () => ({ token: 'conformance', expiresOnTimestamp: Date.UTC(2200, 0) }) },
    armEndpoint: simulator.armUrl,
    clock,
  });
  if (!connected.ok) throw new Error(connected.message);
  const { connection } = connected;
  const { subscriptionId, nodeResourceGroup, managedClusterId } = simulator;
  const port = createAzureSource({ connection, subscriptionId, nodeResourceGroup, managedClusterId });
  return startLiveCluster({
    id: 'embedded',
    name: simulator.clusterName,
    origin: 'live',
    startKubernetes: (listener) => startKubernetesSource({ access, listener, clock }),
    connectAzure: () => Promise.resolve({ ok: true, port }),
    analyzer: clusterAnalyzer(defaultSettings),
    clock,
  });
}
