import { excludeLabelNotHonoured } from './exclude-label-not-honoured.ts';
import type { ClusterFindingRule, ServiceFindingRule } from './finding-rule.ts';
import { hairpinUnsupported } from './hairpin-unsupported.ts';
import { healthCheckPortConflict } from './health-check-port-conflict.ts';
import { proxyProtocolDefeatsLocalProbe } from './proxy-protocol-defeats-local-probe.ts';
import { sourceRangesExcludeCallers } from './source-ranges-exclude-callers.ts';
import { windowsLocalPolicy } from './windows-local-policy.ts';

/** What keeps callers out, or lets in whom nobody wants, and nodes that answer probes otherwise than they serve. */
export const reachServiceRules: readonly ServiceFindingRule[] = [
  healthCheckPortConflict,
  sourceRangesExcludeCallers,
  proxyProtocolDefeatsLocalProbe,
  windowsLocalPolicy,
  hairpinUnsupported,
];

export const reachClusterRules: readonly ClusterFindingRule[] = [excludeLabelNotHonoured];
