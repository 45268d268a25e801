import { affinityConcentratesTraffic } from './affinity-concentrates-traffic.ts';
import { annotationIgnored } from './annotation-ignored.ts';
import type { ClusterFindingRule, ServiceFindingRule } from './finding-rule.ts';
import { frontendIpChanged } from './frontend-ip-changed.ts';
import { idleTimeoutSilent } from './idle-timeout-silent.ts';
import { multiSlbPoolLag } from './multi-slb-pool-lag.ts';
import { provisioningFailed } from './provisioning-failed.ts';
import { reconcileStalled } from './reconcile-stalled.ts';
import { ruleLimitNear } from './rule-limit-near.ts';
import { serviceDeletionStuck } from './service-deletion-stuck.ts';
import { skuMismatch } from './sku-mismatch.ts';
import { snatPortsNearExhaustion } from './snat-ports-near-exhaustion.ts';
import { zonesUnevenlyServed } from './zones-unevenly-served.ts';

/** What is wrong with, or close to a limit of, Azure's own objects; in the order in which findings are listed. */
export const azureServiceRules: readonly ServiceFindingRule[] = [
  frontendIpChanged,
  skuMismatch,
  reconcileStalled,
  multiSlbPoolLag,
  serviceDeletionStuck,
  zonesUnevenlyServed,
  affinityConcentratesTraffic,
  idleTimeoutSilent,
  annotationIgnored,
];

export const azureClusterRules: readonly ClusterFindingRule[] = [
  provisioningFailed,
  snatPortsNearExhaustion,
  ruleLimitNear,
];
