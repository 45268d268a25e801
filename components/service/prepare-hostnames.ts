import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import type { HostReport, HostVia } from '../../lib/report/host-report.ts';
import { resourceUse } from '../sources/resource-uses.ts';

/** What tells host names; all but the first come with add-ons, and a cluster without them has none. */
const TELLING = ['ingresses', 'gateways', 'httpRoutes', 'tlsRoutes', 'grpcRoutes', 'istioGateways', 'virtualServices'];

const tlsWords: Readonly<Record<HostReport['tls'], string>> = {
  terminated: 'ends behind it',
  'passed-through': 'passed through',
  none: 'not asked for',
  unknown: '–',
};

const kindWords: Readonly<Record<HostVia['kind'], string>> = {
  Ingress: 'Ingress',
  HTTPRoute: 'HTTPRoute',
  TLSRoute: 'TLSRoute',
  GRPCRoute: 'GRPCRoute',
  VirtualService: 'VirtualService',
  Gateway: 'Gateway',
  IstioGateway: 'Istio Gateway',
  Service: 'external-dns annotation of Service',
  PublicIPAddress: 'DNS label of public IP',
};

export interface HostRow {
  readonly key: string;
  readonly host: string;
  readonly port: string;
  readonly tls: string;
  readonly via: string;
  /** Null: it needs none. */
  readonly gateway: string | null;
}

/** One row for each host, port and object that names it. */
export function prepareHostRows(hosts: readonly HostReport[]): readonly HostRow[] {
  return hosts.map(({ host, port, tls, via, gateway }, index) => ({
    key: `${index} ${host}`,
    host,
    port: port === null ? 'any' : String(port),
    tls: tlsWords[tls],
    via: viaText(via),
    gateway: gateway === null ? null : viaText(gateway),
  }));
}

function viaText({ kind, namespace, name }: HostVia): string {
  return `${kindWords[kind]} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}

/** Plain names of what could tell more hosts but is not read, or not now. Empty: the list is whole. */
export function unreadHostKinds({ kubernetes }: ClusterSummary['sources']): readonly string[] {
  return kubernetes.resources
    .filter(({ resource, state, error }) => {
      if (!TELLING.includes(resource) || state === 'live') return false;
      return state !== 'absent' || error !== null || resource === 'ingresses';
    })
    .map(({ resource }) => resourceUse(resource).title);
}
