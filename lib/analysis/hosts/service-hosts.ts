import type { HostReport, HostVia } from '../../report/host-report.ts';
import type { PublicIpAddress } from '../../snapshot/public-ip-address.ts';
import type { Service } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { gatewayHosts } from './gateway-hosts.ts';
import { normalHost } from './host-names.ts';
import { ingressHosts, takesIngresses } from './ingress-hosts.ts';
import { istioHosts } from './istio-hosts.ts';
import { type RouteIndex, routeIndex, routeKey } from './route-index.ts';
import { servesSelector } from './serving-pods.ts';
import { servicesAt } from './sharing-services.ts';

/** What external-dns makes records of; several names with commas between them. */
const EXTERNAL_DNS = 'external-dns.alpha.kubernetes.io/hostname';

interface Remembered {
  readonly index: RouteIndex;
  readonly services: ClusterModel['snapshot']['kubernetes']['services'];
  readonly publicIps: ClusterModel['publicIps'];
  /** Frontends, and Istio selectors that its pods answer to. */
  readonly circumstances: string;
  readonly hosts: readonly HostReport[];
}

/** An ingress controller has thousands of hosts, and its pods change far more often than they do. */
const remembered = new WeakMap<Service, Remembered>();

/**
 * The hosts under which clients come to a Service, by name and port. docs/model.md "Hostnames". Empty: none is known,
 * which is not the same as none where lists are not loaded. Cost grows with what is found.
 */
export function serviceHosts(service: ServiceModel, model: ClusterModel): readonly HostReport[] {
  const { services, hostRoutes, pods } = model.snapshot.kubernetes;
  const { publicIps } = model;
  const index = routeIndex(hostRoutes);
  const istio = index.istio.filter(({ selector }) => servesSelector(service.service, selector, pods));
  const circumstances = circumstancesOf(service, istio);
  const before = remembered.get(service.service);
  const isSame = before?.index === index && before.services === services && before.publicIps === publicIps;
  if (isSame && before.circumstances === circumstances) return before.hosts;
  const hosts = distinct([
    ...byAddress(service, model, index),
    ...istio.flatMap(({ gateways }) => gateways.flatMap((gateway) => istioHosts(gateway, service.service, index))),
    ...annotatedHosts(service),
    ...azureNames(service, model),
  ]);
  remembered.set(service.service, { index, services, publicIps, circumstances, hosts });
  return hosts;
}

function circumstancesOf({ frontends }: ServiceModel, istio: RouteIndex['istio']): string {
  const places = frontends.map(({ ip, placed }) => `${ip} ${placed?.frontend.publicIPAddressId}`);
  return [...places, ...istio.map(({ gateways }) => routeKey(gateways[0] ?? { namespace: '', name: '' }))].join('\n');
}

/** Ingresses and Gateways say in their status where they are reached; a Gateway may also have had the Service made. */
function byAddress(model: ServiceModel, cluster: ClusterModel, index: RouteIndex): readonly HostReport[] {
  if (index.ingresses.size === 0 && index.gatewayNamed.size === 0) return [];
  const { service } = model;
  const own = service.gateway === null ? undefined : index.gatewayNamed.get(`${service.namespace}/${service.gateway}`);
  const sharing = new Set(model.frontends.flatMap(({ ip }) => (ip === null ? [] : servicesAt(cluster.snapshot, ip))));
  const found = addressesOf(model, cluster).flatMap((address) => index.gateways.get(address) ?? []);
  const gateways = new Set(own === undefined ? found : [own, ...found]);
  const ingresses = takesIngresses(service, [...sharing])
    ? new Set(addressesOf(model, cluster).flatMap((address) => index.ingresses.get(address) ?? []))
    : [];
  return [
    ...[...ingresses].flatMap(ingressHosts),
    ...[...gateways].flatMap((gateway) => gatewayHosts(gateway, service, gateway !== own && sharing.size > 1, index)),
  ];
}

/** Every address and name that an object may call a Service's entry. */
function addressesOf(model: ServiceModel, cluster: ClusterModel): readonly string[] {
  const addresses = [
    ...model.frontends.map(({ ip }) => ip),
    ...model.service.ingress.map(({ hostname }) => hostname),
    ...publicIpsOf(model, cluster).map(({ fqdn }) => fqdn),
  ];
  return addresses.flatMap((address) => (address === null ? [] : [normalHost(address)]));
}

function publicIpsOf({ frontends }: ServiceModel, { publicIps }: ClusterModel): readonly PublicIpAddress[] {
  return frontends.flatMap(({ placed }) => {
    const id = placed?.frontend.publicIPAddressId?.toLowerCase();
    return id === undefined ? [] : (publicIps.get(id) ?? []);
  });
}

function annotatedHosts({ service }: ServiceModel): readonly HostReport[] {
  const names = service.annotations[EXTERNAL_DNS];
  if (names === undefined) return [];
  const via = { kind: 'Service', namespace: service.namespace, name: service.name } as const;
  return names.split(',').flatMap((each) => (each.trim() === '' ? [] : [wholeAddress(each, via)]));
}

function azureNames(model: ServiceModel, cluster: ClusterModel): readonly HostReport[] {
  return publicIpsOf(model, cluster).flatMap(({ fqdn, name }) =>
    fqdn === null ? [] : [wholeAddress(fqdn, { kind: 'PublicIPAddress', namespace: '', name })],
  );
}

/** A name for an address stands for all of its ports. */
function wholeAddress(host: string, via: HostVia): HostReport {
  return { host: normalHost(host), port: null, tls: 'unknown', via, gateway: null, known: 'computed' };
}

function distinct(hosts: readonly HostReport[]): readonly HostReport[] {
  if (hosts.length < 2) return hosts;
  const byText = new Map(hosts.map((host) => [sortKey(host), host]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, host]) => host);
}

/** Names read from the right, so that hosts of one domain stand together. */
function sortKey({ host, port, tls, via, gateway }: HostReport): string {
  const domain = host.split('.').toReversed().join('.');
  const parent = gateway === null ? '' : routeKey(gateway);
  return `${domain} ${String(port ?? 0).padStart(5, '0')} ${via.kind} ${routeKey(via)} ${parent} ${tls}`;
}
