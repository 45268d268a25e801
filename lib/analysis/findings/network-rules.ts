import type { ClusterFindingRule, ServiceFindingRule } from './finding-rule.ts';
import { kubeProxyUnhealthy } from './kube-proxy-unhealthy.ts';
import { networkPolicyBlocksIngress } from './network-policy-blocks-ingress.ts';
import { nsgBlocksClients } from './nsg-blocks-clients.ts';
import { nsgBlocksProbe } from './nsg-blocks-probe.ts';
import { probePathRejected } from './probe-path-rejected.ts';

/** What stops or misleads probes and connections on their way; in the order in which findings are listed. */
export const networkServiceRules: readonly ServiceFindingRule[] = [
  nsgBlocksProbe,
  nsgBlocksClients,
  probePathRejected,
  networkPolicyBlocksIngress,
  kubeProxyUnhealthy,
];

export const networkClusterRules: readonly ClusterFindingRule[] = [];
