export type TrafficPolicy = 'Cluster' | 'Local';
export type IpFamily = 'IPv4' | 'IPv6';
export type TransportProtocol = 'TCP' | 'UDP' | 'SCTP';

export interface ServicePort {
  /** Empty string when the port has no name. */
  readonly name: string;
  readonly protocol: TransportProtocol;
  readonly port: number;
  /** Port number or container port name. */
  readonly targetPort: number | string;
  /** 0 when none is allocated. */
  readonly nodePort: number;
  readonly appProtocol: string | null;
}

export interface ServiceIngress {
  readonly ip: string | null;
  readonly hostname: string | null;
  readonly ipMode: string | null;
}

/** A Service of type LoadBalancer, trimmed to what decides its ingress. */
export interface Service {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly createdAt: string | null;
  readonly deletedAt: string | null;
  readonly finalizers: readonly string[];
  /** Name of the Gateway (Gateway API) that a controller made it for. Null: of none. */
  readonly gateway: string | null;
  readonly annotations: Readonly<Record<string, string>>;
  readonly externalTrafficPolicy: TrafficPolicy;
  readonly internalTrafficPolicy: TrafficPolicy;
  /** Null when the Service has none (policy Cluster). */
  readonly healthCheckNodePort: number | null;
  readonly sessionAffinity: 'None' | 'ClientIP';
  readonly sessionAffinityTimeoutSeconds: number | null;
  readonly ports: readonly ServicePort[];
  /** Null: endpoints are written by hand. */
  readonly selector: Readonly<Record<string, string>> | null;
  readonly loadBalancerIP: string | null;
  readonly loadBalancerClass: string | null;
  readonly loadBalancerSourceRanges: readonly string[];
  readonly allocateLoadBalancerNodePorts: boolean;
  readonly publishNotReadyAddresses: boolean;
  readonly trafficDistribution: string | null;
  readonly ipFamilies: readonly IpFamily[];
  readonly externalIPs: readonly string[];
  /** status.loadBalancer.ingress */
  readonly ingress: readonly ServiceIngress[];
}
