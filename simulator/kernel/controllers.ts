import { actions } from '../actions/scheduled-actions.ts';
import { upgrades } from '../actions/upgrade-pool.ts';
import { cloudController } from '../azure/cloud-controller.ts';
import { localPools } from '../azure/local-pools.ts';
import { policyWatch } from '../azure/policy-watch.ts';
import { probeWatch } from '../azure/probe-watch.ts';
import { prober } from '../azure/prober.ts';
import { cloudNodeLifecycle } from '../control-plane/cloud-node-lifecycle.ts';
import { daemonSets } from '../control-plane/daemon-sets.ts';
import { deployments } from '../control-plane/deployments.ts';
import { disruptionBudgets } from '../control-plane/disruption-budgets.ts';
import { endpointSlices } from '../control-plane/endpoint-slices.ts';
import { entryPoints } from '../control-plane/entry-points.ts';
import { eventExpiry } from '../control-plane/event-expiry.ts';
import { garbageCollector, namespaceCleanup } from '../control-plane/garbage-collector.ts';
import { horizontalAutoscalers } from '../control-plane/horizontal-autoscalers.ts';
import { nodeMonitor, nodeTaints } from '../control-plane/node-lifecycle.ts';
import { orphanedPods, podGarbage } from '../control-plane/pod-garbage.ts';
import { replicaSets } from '../control-plane/replica-sets.ts';
import { scheduler } from '../control-plane/scheduler.ts';
import { statefulSets } from '../control-plane/stateful-sets.ts';
import { taintEviction } from '../control-plane/taint-eviction.ts';
import { proxySync } from '../dataplane/proxy-sync.ts';
import { kubelet } from '../machines/kubelet.ts';
import { kubeletHeartbeat } from '../machines/kubelet-heartbeat.ts';
import { nodeBoot } from '../machines/node-boot.ts';
import { clients } from '../traffic/clients.ts';
import type { Controller } from './controller.ts';
import type { WorldSettings } from './settings.ts';

/** Those that look around by themselves, again and again, once the cluster is open. */
export const periodic: readonly Controller[] = [nodeMonitor, cloudNodeLifecycle, podGarbage, eventExpiry];

export const allControllers = (settings: WorldSettings): readonly Controller[] => [
  ...periodic,
  nodeBoot,
  kubelet,
  kubeletHeartbeat,
  scheduler,
  replicaSets,
  deployments,
  daemonSets,
  statefulSets,
  endpointSlices,
  garbageCollector,
  namespaceCleanup,
  nodeTaints,
  taintEviction,
  orphanedPods,
  disruptionBudgets,
  entryPoints,
  horizontalAutoscalers,
  proxySync(settings.timings.proxySyncMs),
  cloudController,
  localPools,
  prober,
  probeWatch,
  policyWatch,
  clients,
  actions,
  upgrades,
];
