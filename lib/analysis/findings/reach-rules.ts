import { denyAllRuleMissing } from './deny-all-rule-missing.ts';
import { excludeLabelNotHonoured } from './exclude-label-not-honoured.ts';
import type { ClusterFindingRule, ServiceFindingRule } from './finding-rule.ts';
import { hairpinUnsupported } from './hairpin-unsupported.ts';
import { healthCheckAlwaysGreen } from './health-check-always-green.ts';
import { healthCheckPortConflict } from './health-check-port-conflict.ts';
import { orphanSecurityRule } from './orphan-security-rule.ts';
import { proxyProtocolDefeatsLocalProbe } from './proxy-protocol-defeats-local-probe.ts';
import { securityRuleDrift } from './security-rule-drift.ts';
import { sourceRangesExcludeCallers } from './source-ranges-exclude-callers.ts';
import { windowsLocalPolicy } from './windows-local-policy.ts';

/** What keeps callers out, or lets in whom nobody wants, and nodes that answer probes otherwise than they serve. */
export const reachServiceRules: readonly ServiceFindingRule[] = [
  securityRuleDrift,
  denyAllRuleMissing,
  healthCheckAlwaysGreen,
  healthCheckPortConflict,
  sourceRangesExcludeCallers,
  proxyProtocolDefeatsLocalProbe,
  windowsLocalPolicy,
  hairpinUnsupported,
];

export const reachClusterRules: readonly ClusterFindingRule[] = [excludeLabelNotHonoured, orphanSecurityRule];
