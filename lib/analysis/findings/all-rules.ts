import { acknowledgementUnusable } from './acknowledgement-unusable.ts';
import { azureClusterRules, azureServiceRules } from './azure-rules.ts';
import { backendPoolEmpty } from './backend-pool-empty.ts';
import { departingNodeInRotation } from './departing-node-in-rotation.ts';
import { endpointsOnLostNode } from './endpoints-on-lost-node.ts';
import { externalIpPending } from './external-ip-pending.ts';
import type { ClusterFindingRule, FindingKind, ServiceFindingRule } from './finding-rule.ts';
import { frontendMissing } from './frontend-missing.ts';
import { lifecycleServiceRules } from './lifecycle-rules.ts';
import { localNoReadyEndpoints } from './local-no-ready-endpoints.ts';
import { networkClusterRules, networkServiceRules } from './network-rules.ts';
import { noReadyEndpoints } from './no-ready-endpoints.ts';
import { nodeMissingFromPool } from './node-missing-from-pool.ts';
import { notReadyInRotation } from './not-ready-in-rotation.ts';
import { orphanRules } from './orphan-findings.ts';
import { podsUnevenlySpread } from './pods-unevenly-spread.ts';
import { portConflictOnSharedIp } from './port-conflict-on-shared-ip.ts';
import { probeDrift } from './probe-drift.ts';
import { probeServiceRules } from './probe-rules.ts';
import { reachClusterRules, reachServiceRules } from './reach-rules.ts';
import { reconcileFailing } from './reconcile-failing.ts';
import { ruleDrift } from './rule-drift.ts';
import { ruleMissing } from './rule-missing.ts';
import { ruleWithoutProbe } from './rule-without-probe.ts';
import { singlePointOfFailure } from './single-point-of-failure.ts';
import { spotNodesInPath } from './spot-nodes-in-path.ts';
import { stalePoolMember } from './stale-pool-member.ts';
import { unrelatedNodesInPath } from './unrelated-nodes-in-path.ts';

export const serviceFindingRules: readonly ServiceFindingRule[] = [
  localNoReadyEndpoints,
  noReadyEndpoints,
  backendPoolEmpty,
  frontendMissing,
  ruleMissing,
  probeDrift,
  ruleDrift,
  // Why there is no address comes before that there is none.
  portConflictOnSharedIp,
  externalIpPending,
  reconcileFailing,
  endpointsOnLostNode,
  departingNodeInRotation,
  ruleWithoutProbe,
  singlePointOfFailure,
  spotNodesInPath,
  podsUnevenlySpread,
  unrelatedNodesInPath,
  ...networkServiceRules,
  ...probeServiceRules,
  ...reachServiceRules,
  ...azureServiceRules,
  ...lifecycleServiceRules,
  acknowledgementUnusable,
];

export const clusterFindingRules: readonly ClusterFindingRule[] = [
  stalePoolMember,
  nodeMissingFromPool,
  notReadyInRotation,
  ...orphanRules,
  ...networkClusterRules,
  ...reachClusterRules,
  ...azureClusterRules,
];

const KINDS: ReadonlyMap<string, FindingKind> = new Map(
  [...serviceFindingRules, ...clusterFindingRules].map((rule) => [rule.code, rule.kind]),
);

/** Null: no rule has this code. */
export function kindOfKnownCode(code: string): FindingKind | null {
  return KINDS.get(code) ?? null;
}

/** Whether a code means that something is wrong now. Unknown codes count as faults. */
export function kindOfCode(code: string): FindingKind {
  return KINDS.get(code) ?? 'fault';
}
