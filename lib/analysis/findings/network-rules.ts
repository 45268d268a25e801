import type { ClusterFindingRule, ServiceFindingRule } from './finding-rule.ts';

/** What stops or misleads probes and connections on their way; in the order in which findings are listed. */
export const networkServiceRules: readonly ServiceFindingRule[] = [];

export const networkClusterRules: readonly ClusterFindingRule[] = [];
