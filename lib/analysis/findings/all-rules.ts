import type { ClusterModel } from '../cluster/cluster-model.ts';
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

const applying = new WeakMap<ClusterModel, readonly ServiceFindingRule[]>();

/** Rules that can find something in this snapshot, in their order. */
export function applyingServiceRules(model: ClusterModel): readonly ServiceFindingRule[] {
  const known = applying.get(model);
  if (known) return known;
  const rules = serviceFindingRules.filter((rule) => rule.appliesTo === undefined || rule.appliesTo(model));
  applying.set(model, rules);
  return rules;
}

const ORDER: ReadonlyMap<string, number> = new Map(serviceFindingRules.map((rule, at) => [rule.code, at]));

/** The findings of one Service in the order in which its rules are asked. */
export function inRuleOrder<T extends { readonly code: string }>(findings: readonly T[]): readonly T[] {
  return findings.toSorted((a, b) => (ORDER.get(a.code) ?? 0) - (ORDER.get(b.code) ?? 0));
}

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
