import type { ServiceFindingRule } from './finding-rule.ts';

/** What rollouts, drains and evictions will cost, or cost now; in the order in which findings are listed. */
export const lifecycleServiceRules: readonly ServiceFindingRule[] = [];
