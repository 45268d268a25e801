import type { Acknowledgement } from './acknowledgements/acknowledgement.ts';

/** Constants that neither Azure nor Kubernetes tells; shown as "assumed". docs/model.md "Settings that are assumed". */
export interface AnalysisSettings {
  /** Silence after which the node controller sets Ready=Unknown: grace period plus one monitor period. */
  readonly nodeMonitorSeconds: number;
  /** A heartbeat this much older than the newest of the cluster has stopped. */
  readonly heartbeatStoppedSeconds: number;
  /** How long the cloud controller may take before a difference counts as wrong. */
  readonly reconcileSeconds: number;
  /** How long a new node may take to enter the backend pool. */
  readonly nodeJoinSeconds: number;
  /** EndpointSlice change to kube-proxy rules. */
  readonly propagationSeconds: number;
  /** How long an eviction notice or scheduled event stays meaningful. */
  readonly noticeSeconds: number;
  /** A probe answer older than this no longer decides a verdict. */
  readonly observationSeconds: number;
  /** How long an application takes to close what is open, after SIGTERM. */
  readonly drainSeconds: number;
  /** Added to what a preStop delay has to cover. */
  readonly drainMarginSeconds: number;
  /** Findings that people know of, from outside the cluster. */
  readonly acknowledgements: readonly Acknowledgement[];
}

export const defaultSettings: AnalysisSettings = {
  nodeMonitorSeconds: 45,
  heartbeatStoppedSeconds: 25,
  reconcileSeconds: 120,
  nodeJoinSeconds: 300,
  propagationSeconds: 2,
  noticeSeconds: 600,
  observationSeconds: 600,
  drainSeconds: 10,
  drainMarginSeconds: 3,
  acknowledgements: [],
};
