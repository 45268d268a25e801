import type { HostReport } from '../../lib/report/host-report.ts';

/** A host that an HTTPRoute brings in through a Gateway, with TLS that ends there. */
export function sampleHost(host: string, overrides: Partial<HostReport> = {}): HostReport {
  return {
    host,
    port: 443,
    tls: 'terminated',
    via: { kind: 'HTTPRoute', namespace: 'shop', name: 'web' },
    gateway: { kind: 'Gateway', namespace: 'ingress', name: 'gateway' },
    known: 'computed',
    ...overrides,
  };
}
