/** Kubernetes objects as the API server prints them, as far as the generators fill them in. */
export interface WireMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly creationTimestamp: string;
  readonly deletionTimestamp?: string;
  readonly generateName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly Readonly<Record<string, unknown>>[];
}

export interface WireServicePort {
  readonly name?: string;
  readonly protocol: 'TCP' | 'UDP';
  readonly port: number;
  readonly targetPort: number | string;
  readonly nodePort: number;
}

export interface WireService {
  readonly apiVersion: 'v1';
  readonly kind: 'Service';
  readonly metadata: WireMetadata;
  readonly spec: {
    readonly type: 'LoadBalancer';
    readonly externalTrafficPolicy: 'Cluster' | 'Local';
    readonly healthCheckNodePort?: number;
    readonly ports: readonly WireServicePort[];
    readonly [field: string]: unknown;
  };
  readonly status: {
    readonly loadBalancer: { readonly ingress: readonly { readonly ip: string; readonly ipMode: 'VIP' }[] };
  };
}

export interface WireEndpoint {
  readonly addresses: readonly string[];
  readonly conditions: { readonly ready?: boolean; readonly serving?: boolean; readonly terminating?: boolean };
  readonly nodeName?: string;
  readonly zone?: string;
  readonly targetRef?: Readonly<Record<string, string>>;
  readonly hints?: {
    readonly forZones?: readonly { readonly name: string }[];
    readonly forNodes?: readonly { readonly name: string }[];
  };
}

export interface WireEndpointSlice {
  readonly apiVersion: 'discovery.k8s.io/v1';
  readonly kind: 'EndpointSlice';
  readonly addressType: 'IPv4';
  readonly metadata: WireMetadata;
  /** Null: the slice carries no port; the API server really prints that. */
  readonly ports: readonly { readonly name?: string; readonly protocol?: string; readonly port: number }[] | null;
  readonly endpoints: readonly WireEndpoint[] | null;
}

export interface WireTaint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
}

export interface WireNode {
  readonly apiVersion: 'v1';
  readonly kind: 'Node';
  readonly metadata: WireMetadata;
  readonly spec: {
    readonly providerID: string;
    readonly taints?: readonly WireTaint[];
    readonly [field: string]: unknown;
  };
  readonly status: Readonly<Record<string, unknown>>;
}

/** What `kubectl get … -o json` prints around the objects. */
export interface WireList<T> {
  readonly apiVersion: 'v1';
  readonly kind: 'List';
  readonly metadata: { readonly resourceVersion: '' };
  readonly items: readonly T[];
}

export function wireList<T>(items: readonly T[]): WireList<T> {
  return { apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items };
}
