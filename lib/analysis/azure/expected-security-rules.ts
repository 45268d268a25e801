import type { IpFamily, Service } from '../../snapshot/service.ts';
import { admissionOf } from './admission.ts';
import { isTrue } from './annotations.ts';
import type { AddressRange } from './ip-range.ts';

/** A rule as the controller writes it for one Service. Rules that differ in destinations only are one in Azure. */
export interface ExpectedSecurityRule {
  readonly access: 'Allow' | 'Deny';
  readonly family: IpFamily;
  readonly protocol: 'Tcp' | 'Udp' | '*';
  /** Ranges, or a single service tag; `*` for a rule that denies. */
  readonly sources: { readonly tag: string } | { readonly ranges: readonly AddressRange[] };
  /** Empty: every port. */
  readonly ports: readonly number[];
  readonly destinations: readonly string[];
}

/** Addresses that packets of the Service carry when they arrive at a node, by family. */
export type Destinations = Readonly<Record<IpFamily, readonly string[]>>;

const PROTOCOLS = { TCP: 'Tcp', UDP: 'Udp', SCTP: '*' } as const;

/**
 * What the controller writes into the security group of the nodes for a Service whose packets arrive at `destinations`.
 * Null: nothing, and nothing is to be compared. docs/model.md "Security rules"; checked against recordings.
 */
export function expectedSecurityRules(
  service: Service,
  destinations: Destinations,
): readonly ExpectedSecurityRule[] | null {
  const admission = admissionOf(service);
  if (admission === null) return null;
  const rules: ExpectedSecurityRule[] = [];
  for (const family of ['IPv4', 'IPv6'] as const) {
    const to = destinations[family];
    if (to.length === 0) continue;
    for (const [protocol, ports] of portsByProtocol(service)) {
      const common = { access: 'Allow' as const, family, protocol, ports, destinations: to };
      for (const tag of admission.tags) rules.push({ ...common, sources: { tag } });
      const ranges = admission.ranges[family];
      if (ranges.length > 0) rules.push({ ...common, sources: { ranges } });
    }
    if (admission.denyRest) {
      rules.push({ access: 'Deny', family, protocol: '*', sources: { tag: '*' }, ports: [], destinations: to });
    }
  }
  return rules;
}

/** Ports without a rule of the load balancer are opened, too. */
function portsByProtocol(service: Service): ReadonlyMap<'Tcp' | 'Udp' | '*', readonly number[]> {
  const ports = new Map<'Tcp' | 'Udp' | '*', number[]>();
  for (const port of service.ports) {
    const protocol = PROTOCOLS[port.protocol];
    const number = arrivesAtNode(service) ? port.nodePort : port.port;
    const known = ports.get(protocol);
    if (known) known.push(number);
    else ports.set(protocol, [number]);
  }
  return ports;
}

/** Without floating IP packets arrive for node and node port; for all others the rule names the frontends. */
export function arrivesAtNode(service: Service): boolean {
  return isTrue(service, 'azure-disable-load-balancer-floating-ip');
}

/** Addresses of the Service as its status lists them, additional ones too. */
export function frontendDestinations({ ingress }: Service): Destinations {
  const ips = ingress.flatMap(({ ip }) => (ip === null ? [] : [ip]));
  return { IPv4: ips.filter((ip) => !ip.includes(':')), IPv6: ips.filter((ip) => ip.includes(':')) };
}
