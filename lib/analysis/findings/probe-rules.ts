import type { ServiceFindingRule } from './finding-rule.ts';
import { probeFlapsAllNodes } from './probe-flaps-all-nodes.ts';
import { probeSourcesDisagree } from './probe-sources-disagree.ts';

/** What makes the answers of probes unreliable; in the order in which findings are listed. */
export const probeServiceRules: readonly ServiceFindingRule[] = [probeFlapsAllNodes, probeSourcesDisagree];
