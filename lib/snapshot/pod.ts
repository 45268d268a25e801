export interface OwnerReference {
  readonly kind: string;
  readonly name: string;
}

/** What a container does before SIGTERM. `unknown`: a hook whose length cannot be read from the object. */
export type PreStop =
  | { readonly kind: 'none' }
  | { readonly kind: 'sleep'; readonly seconds: number }
  | { readonly kind: 'unknown'; readonly description: string };

export interface PodContainer {
  readonly name: string;
  readonly preStop: PreStop;
  readonly hasReadinessProbe: boolean;
  /** An init container that runs on beside the others and ends after them. */
  readonly sidecar: boolean;
  /** Ports of the node that it takes. */
  readonly hostPorts: readonly number[];
}

export interface PodContainerState {
  readonly name: string;
  readonly ready: boolean;
  readonly restartCount: number;
  /** `running`, or the reason of a waiting or terminated container (`CrashLoopBackOff`, …). */
  readonly state: string;
}

export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly createdAt: string | null;
  /** metadata.deletionTimestamp: when the grace period ends. Null: not being deleted. */
  readonly deletedAt: string | null;
  readonly deletionGracePeriodSeconds: number | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly owner: OwnerReference | null;
  readonly nodeName: string | null;
  readonly podIPs: readonly string[];
  readonly hostNetwork: boolean;
  readonly phase: string;
  /** Condition Ready. */
  readonly ready: boolean;
  readonly readyChangedAt: string | null;
  readonly terminationGracePeriodSeconds: number;
  readonly containers: readonly PodContainer[];
  readonly containerStates: readonly PodContainerState[];
}
