import type { IpFamily, TransportProtocol } from './service.ts';

/** Conditions with the defaults of discovery.k8s.io/v1 applied: ready and serving unset mean true. */
export interface Endpoint {
  /** First address of the endpoint; the only one kube-proxy uses. */
  readonly address: string;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
  /** Null: not on a node (external address). */
  readonly nodeName: string | null;
  readonly zone: string | null;
  readonly podNamespace: string | null;
  readonly podName: string | null;
  readonly hintZones: readonly string[];
  readonly hintNodes: readonly string[];
}

export interface EndpointPort {
  /** Empty string when the port has no name. */
  readonly name: string;
  readonly protocol: TransportProtocol;
  readonly port: number;
}

export interface EndpointSlice {
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: string;
  /** Label kubernetes.io/service-name. */
  readonly serviceName: string;
  readonly family: IpFamily;
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly Endpoint[];
  /**
   * When the readiness of each node's endpoints was last seen to turn: node name → RFC 3339. Empty: nobody watched, or
   * nothing turned.
   */
  readonly turns: Readonly<Record<string, string>>;
}
