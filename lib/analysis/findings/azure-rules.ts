import type { ClusterFindingRule, ServiceFindingRule } from './finding-rule.ts';

/** What is wrong with, or close to a limit of, Azure's own objects; in the order in which findings are listed. */
export const azureServiceRules: readonly ServiceFindingRule[] = [];

export const azureClusterRules: readonly ClusterFindingRule[] = [];
