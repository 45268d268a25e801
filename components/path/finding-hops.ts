import type { Finding } from '../../lib/report/finding.ts';
import type { HopId } from '../url-state.ts';
import type { HopState } from './hop.ts';

/** Where on the path a finding sits, and whether connections die of it there. */
interface FindingHop {
  readonly hop: HopId;
  readonly breaks: boolean;
}

const breaks = (hop: HopId): FindingHop => ({ hop, breaks: true });
const warns = (hop: HopId): FindingHop => ({ hop, breaks: false });

/** Findings about the design of a Service (spread, spot, budgets) sit at no hop and are not listed. */
const hopOfCode: Readonly<Record<string, FindingHop>> = {
  'external-ip-pending': breaks('frontend'),
  'frontend-missing': breaks('frontend'),
  'frontend-ip-changed': breaks('frontend'),
  'sku-mismatch': breaks('frontend'),
  'provisioning-failed': breaks('frontend'),
  'deny-all-rule-missing': warns('frontend'),
  'security-rule-drift': breaks('frontend'),
  'nsg-blocks-clients': breaks('frontend'),
  'source-ranges-exclude-callers': warns('frontend'),
  'rule-missing': breaks('rule'),
  'rule-drift': breaks('rule'),
  'port-conflict-on-shared-ip': breaks('rule'),
  'reconcile-failing': breaks('rule'),
  'reconcile-stalled': breaks('rule'),
  'idle-timeout-silent': warns('rule'),
  'rule-without-probe': warns('probe'),
  'probe-drift': breaks('probe'),
  'probe-path-rejected': breaks('probe'),
  'probe-flaps-all-nodes': breaks('probe'),
  'nsg-blocks-probe': breaks('probe'),
  'probe-sources-disagree': warns('probe'),
  'probe-override-defeats-drain': warns('probe'),
  'proxy-protocol-defeats-local-probe': warns('probe'),
  'health-check-always-green': breaks('probe'),
  'backend-pool-empty': breaks('pool'),
  'node-missing-from-pool': warns('pool'),
  'stale-pool-member': warns('pool'),
  'exclude-label-not-honoured': warns('pool'),
  'multi-slb-pool-lag': warns('pool'),
  'departing-node-in-rotation': warns('node'),
  'kube-proxy-unhealthy': breaks('kube-proxy'),
  'health-check-port-conflict': warns('kube-proxy'),
  'network-policy-blocks-ingress': breaks('kube-proxy'),
  'windows-local-policy': warns('kube-proxy'),
  'local-no-ready-endpoints': breaks('endpoint'),
  'no-ready-endpoints': breaks('endpoint'),
  'endpoints-on-lost-node': breaks('endpoint'),
  'not-ready-addresses-published': warns('endpoint'),
};

/** State that a finding gives its hop. Null: it sits at no hop. Below `high` nothing dies of it. */
export function findingHop(finding: Finding): { readonly hop: HopId; readonly state: HopState } | null {
  const place = hopOfCode[finding.code];
  if (place === undefined) return null;
  const isGrave = finding.severity === 'critical' || finding.severity === 'high';
  if (finding.severity === 'info') return { hop: place.hop, state: 'fine' };
  return { hop: place.hop, state: place.breaks && isGrave ? 'broken' : 'warning' };
}
