export const AZURE_PREFIX = 'service.beta.kubernetes.io/';

/** Suffixes whose value is a flag: only `true` turns it on. */
export const FLAG_ANNOTATIONS: ReadonlySet<string> = new Set([
  'azure-load-balancer-internal',
  'azure-load-balancer-disable-tcp-reset',
  'azure-load-balancer-enable-high-availability-ports',
  'azure-disable-load-balancer-floating-ip',
  'azure-disable-load-balancer-nsg-rule',
  'azure-deny-all-except-load-balancer-source-ranges',
  'azure-pls-create',
  'azure-pls-proxy-protocol',
]);

/** Every suffix that the controller reads. docs/model.md "Expected Azure state". */
export const AZURE_ANNOTATIONS: ReadonlySet<string> = new Set([
  ...FLAG_ANNOTATIONS,
  'azure-load-balancer-internal-subnet',
  'azure-load-balancer-ipv4',
  'azure-load-balancer-ipv6',
  'azure-pip-name',
  'azure-pip-name-ipv6',
  'azure-pip-prefix-id',
  'azure-pip-prefix-id-ipv6',
  'azure-pip-tags',
  'azure-pip-ip-tags',
  'azure-dns-label-name',
  'azure-load-balancer-resource-group',
  'azure-allowed-service-tags',
  'azure-allowed-ip-ranges',
  'azure-shared-securityrule',
  'azure-load-balancer-tcp-idle-timeout',
  'azure-load-balancer-health-probe-protocol',
  'azure-load-balancer-health-probe-interval',
  'azure-load-balancer-health-probe-num-of-probe',
  'azure-load-balancer-health-probe-request-path',
  'azure-additional-public-ips',
  'azure-load-balancer-configurations',
  'azure-load-balancer-mode',
  'azure-pls-name',
  'azure-pls-resource-group',
  'azure-pls-ip-configuration-subnet',
  'azure-pls-ip-configuration-ip-address-count',
  'azure-pls-ip-configuration-ip-address',
  'azure-pls-fqdns',
  'azure-pls-visibility',
  'azure-pls-auto-approval',
]);

const MOST_EDITS = 2;

/** The suffix that was meant, where one is at most two letters away; null: it may be one that is not listed here. */
export function meantAnnotation(suffix: string): string | null {
  for (const known of AZURE_ANNOTATIONS) if (isClose(known, suffix)) return known;
  return null;
}

/** At most two letters inserted, left out or changed. */
function isClose(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > MOST_EDITS) return false;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row[b.length] ?? Number.POSITIVE_INFINITY) <= MOST_EDITS;
}
