/** One backend in an answer of Azure's per-rule health API. */
export interface BackendHealth {
  readonly ipAddress: string | null;
  readonly networkInterfaceIPConfigurationId: string | null;
  /** `Up`, `Down`, or empty: Azure gives no value (stopped VM). An open set. */
  readonly state: string;
  /** `Up_Probe_Success`, `Down_Probe_HttpStatusCodeError`, … An open set. */
  readonly reason: string;
  /** When the first of the answers in a row that say this was given. Null: no other answer was seen. */
  readonly since: string | null;
}

export interface RuleHealth {
  readonly loadBalancer: string;
  readonly rule: string;
  readonly observedAt: string;
  readonly backends: readonly BackendHealth[];
}

export type ObservedAnswer = '200' | '503' | 'open' | 'refused' | 'timeout' | 'other';

/** An answer seen on a node itself, as probes/observed.json holds it. */
export interface ObservedProbe {
  readonly node: string;
  readonly port: number;
  readonly protocol: 'http' | 'tcp';
  readonly path: string | null;
  readonly result: ObservedAnswer;
  /** Ready endpoints of the Service on the node, as kube-proxy counts them on a health-check node port; null: it did not say. */
  readonly localEndpoints: number | null;
  /** Whether kube-proxy calls itself up to date; null: it did not say. */
  readonly serviceProxyHealthy: boolean | null;
  readonly at: string;
}

export interface ProbesPart {
  readonly ruleHealth: readonly RuleHealth[];
  /** Several of one node and port stand in the order of time. */
  readonly observed: readonly ObservedProbe[];
}
