import type { HostReport } from '../../report/host-report.ts';
import type { IngressRoute } from '../../snapshot/host-route.ts';
import type { Service } from '../../snapshot/service.ts';

/** Ports on which every ingress controller listens for the hosts of Ingresses. */
const WEB_PORTS = [80, 443];

const isWeb = (service: Service): boolean => service.ports.some(({ port }) => WEB_PORTS.includes(port));

/** Of Services that share an address, Ingresses belong to those with a web port, if there is one. */
export function takesIngresses(service: Service, sharing: readonly Service[]): boolean {
  return isWeb(service) || !sharing.some(isWeb);
}

/** docs/model.md "Hostnames": an Ingress names hosts and where TLS ends, but no port of the frontend. */
export function ingressHosts(ingress: IngressRoute): readonly HostReport[] {
  const { kind, namespace, name, hosts, tlsHosts } = ingress;
  return hosts.map((host) => ({
    host: host ?? '*',
    port: null,
    tls: tlsHosts.some((each) => coversByIngress(each, host ?? '*')) ? 'terminated' : 'none',
    via: { kind, namespace, name },
    gateway: null,
    known: 'computed',
  }));
}

/** A wildcard of an Ingress stands for one label. */
export function coversByIngress(pattern: string, host: string): boolean {
  if (pattern === host) return true;
  return pattern.startsWith('*.') && pattern.slice(1) === host.slice(host.indexOf('.'));
}
