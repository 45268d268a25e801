/** Heartbeat of one node (namespace kube-node-lease). */
export interface Lease {
  readonly nodeName: string;
  readonly resourceVersion: string;
  readonly renewedAt: string | null;
  readonly durationSeconds: number;
}
