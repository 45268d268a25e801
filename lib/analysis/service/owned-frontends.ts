import type { MatchedBy } from '../../report/service-report.ts';
import type { IpFamily, Service } from '../../snapshot/service.ts';
import { additionalPublicIPs, pinnedIPs, pinnedPublicIpNames } from '../azure/annotations.ts';
import type { ClusterModel, PlacedFrontend } from '../cluster/cluster-model.ts';

/** An address through which a Service is reached. `placed` null: no load balancer is known to hold it. */
export interface OwnedFrontend {
  readonly ip: string | null;
  readonly family: IpFamily;
  readonly placed: PlacedFrontend | null;
  readonly matchedBy: MatchedBy;
}

function familyOfIp(ip: string): IpFamily {
  return ip.includes(':') ? 'IPv6' : 'IPv4';
}

/** docs/model.md "Frontend matching": by name, else by status IP, else by the IP the Service pins. */
export function ownedFrontends(service: Service, base: string, model: ClusterModel): readonly OwnedFrontend[] {
  const found = new Map<string, OwnedFrontend>();
  const add = (placed: PlacedFrontend, matchedBy: MatchedBy): void => {
    const id = placed.frontend.id.toLowerCase();
    if (found.has(id)) return;
    found.set(id, { ip: placed.ip, family: familyOf(placed, service), placed, matchedBy });
  };
  for (const placed of model.frontendsByBase.get(base) ?? []) add(placed, 'name');
  const statusIps = service.ingress.flatMap((ingress) => (ingress.ip === null ? [] : [ingress.ip]));
  for (const ip of statusIps) for (const placed of model.frontendsByIp.get(ip) ?? []) add(placed, 'status-ip');
  for (const ip of pinnedAddresses(service, model)) {
    for (const placed of model.frontendsByIp.get(ip) ?? []) add(placed, 'pinned-ip');
  }
  const known = new Set([...found.values()].map((frontend) => frontend.ip));
  const withoutFrontend = new Set(additionalPublicIPs(service));
  const loose = statusIps.filter((ip) => !known.has(ip) && !withoutFrontend.has(ip));
  return [
    ...found.values(),
    ...loose.map((ip) => ({ ip, family: familyOfIp(ip), placed: null, matchedBy: 'status-ip' as const })),
  ];
}

function familyOf(placed: PlacedFrontend, service: Service): IpFamily {
  if (placed.ip !== null) return familyOfIp(placed.ip);
  if (placed.frontend.privateIPFamily !== null) return placed.frontend.privateIPFamily;
  return placed.frontend.name.toLowerCase().endsWith('-ipv6') ? 'IPv6' : (service.ipFamilies[0] ?? 'IPv4');
}

function pinnedAddresses(service: Service, model: ClusterModel): readonly string[] {
  const names = new Set(pinnedPublicIpNames(service).map((name) => name.toLowerCase()));
  if (names.size === 0) return pinnedIPs(service);
  const named = [...model.publicIps.values()].filter((ip) => names.has(ip.name.toLowerCase()));
  return [...pinnedIPs(service), ...named.flatMap((ip) => (ip.ipAddress === null ? [] : [ip.ipAddress]))];
}
