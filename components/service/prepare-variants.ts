import type { PolicyReport, PolicyVariant } from '../../lib/report/policy-report.ts';
import type { RuleReport, ServiceReport } from '../../lib/report/service-report.ts';
import type { TrafficPolicy, TransportProtocol } from '../../lib/snapshot/service.ts';

/** Traffic of one port and family under one policy. */
export type PolicyTraffic = Omit<PolicyReport, 'variants'>;

/** One port and family of the Service: what the page looks at. */
export interface Variant {
  /** `80-TCP-IPv4`, as the address bar holds it. */
  readonly id: string;
  /** `TCP/80 · IPv4`. */
  readonly label: string;
  readonly rule: RuleReport;
  readonly traffic: Readonly<Record<TrafficPolicy, PolicyTraffic>>;
}

/** Every port and family of the Service, the first one first. Empty: the Service has no port. */
export function prepareVariants(report: ServiceReport): readonly Variant[] {
  const variants = new Map<string, Variant>();
  for (const rule of report.rules) {
    const id = `${rule.servicePort}-${transport(rule)}-${rule.family}`;
    if (variants.has(id)) continue;
    variants.set(id, {
      id,
      label: `${transport(rule)}/${rule.servicePort} · ${rule.family}`,
      rule,
      traffic: { Cluster: trafficOf(report, 'Cluster', rule), Local: trafficOf(report, 'Local', rule) },
    });
  }
  return [...variants.values()];
}

/** The variant of an id; the first one when the id is null or names none. Null: the Service has no port. */
export function chooseVariant(variants: readonly Variant[], id: string | null): Variant | null {
  return variants.find((variant) => variant.id === id) ?? variants[0] ?? null;
}

/** Only what differs from the first port and family is listed; everything else behaves like the first. */
function trafficOf(report: ServiceReport, policy: TrafficPolicy, rule: RuleReport): PolicyTraffic {
  const policyReport = report.policies[policy];
  return policyReport.variants.find((variant) => isOf(variant, rule)) ?? policyReport;
}

function isOf(variant: PolicyVariant, rule: RuleReport): boolean {
  return variant.port === rule.servicePort && variant.protocol === transport(rule) && variant.family === rule.family;
}

/** A rule for all protocols (HA ports) carries TCP as far as the pages are concerned. */
function transport(rule: RuleReport): TransportProtocol {
  const protocol = rule.protocol.toUpperCase();
  return protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP';
}
