import type { ServiceIngress } from './service.ts';

interface Named {
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: string;
}

/** networking.k8s.io Ingress. */
export interface IngressRoute extends Named {
  readonly kind: 'Ingress';
  readonly ingressClass: string | null;
  /** Of its rules; null: a rule or a default backend for every host. */
  readonly hosts: readonly (string | null)[];
  /** Hosts of `spec.tls`. */
  readonly tlsHosts: readonly string[];
  /** status.loadBalancer.ingress: where its controller says it is reached. */
  readonly addresses: readonly Omit<ServiceIngress, 'ipMode'>[];
}

export type GatewayTls = 'Terminate' | 'Passthrough';

export interface GatewayListener {
  readonly name: string;
  /** Null: every host. */
  readonly hostname: string | null;
  readonly port: number;
  /** `HTTP`, `HTTPS`, `TLS`, `TCP`, `UDP`, or what an implementation adds. */
  readonly protocol: string;
  /** Null: no TLS. */
  readonly tls: GatewayTls | null;
}

/** gateway.networking.k8s.io Gateway. */
export interface GatewayRoute extends Named {
  readonly kind: 'Gateway';
  readonly gatewayClass: string;
  readonly listeners: readonly GatewayListener[];
  /** status.addresses: IP addresses and host names. */
  readonly addresses: readonly string[];
}

export interface GatewayParent {
  readonly namespace: string;
  readonly name: string;
  /** Name of a listener. Null: every one. */
  readonly listener: string | null;
  /** Null: every port. */
  readonly port: number | null;
  /** Condition Accepted; null: the controller has not said. */
  readonly accepted: boolean | null;
}

/** HTTPRoute, TLSRoute or GRPCRoute of gateway.networking.k8s.io. */
export interface AttachedRoute extends Named {
  readonly kind: 'HTTPRoute' | 'TLSRoute' | 'GRPCRoute';
  /** Empty: those of the listener. */
  readonly hostnames: readonly string[];
  /** Gateways it wants to be attached to. */
  readonly parents: readonly GatewayParent[];
}

export interface IstioServer {
  readonly port: number;
  readonly protocol: string;
  /** `SIMPLE`, `MUTUAL`, `PASSTHROUGH`, …; null: no TLS. */
  readonly tlsMode: string | null;
  /** `host` or `namespace/host`, where the namespace may be `.` or `*`. */
  readonly hosts: readonly string[];
}

/** networking.istio.io Gateway. */
export interface IstioGateway extends Named {
  readonly kind: 'IstioGateway';
  /** Labels of the pods that serve it; empty: of every proxy. */
  readonly selector: Readonly<Record<string, string>>;
  readonly servers: readonly IstioServer[];
}

/** networking.istio.io VirtualService. */
export interface VirtualService extends Named {
  readonly kind: 'VirtualService';
  readonly hosts: readonly string[];
  /** `name`, `namespace/name` or `mesh`; empty: the mesh only. */
  readonly gateways: readonly string[];
  /** Namespaces it is visible in, `.` and `*` included; empty: all. */
  readonly exportTo: readonly string[];
}

/** An object that says which hosts enter where. */
export type HostRoute = IngressRoute | GatewayRoute | AttachedRoute | IstioGateway | VirtualService;

export type HostRouteKind = HostRoute['kind'];
