export interface PodDisruptionBudget {
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: string;
  /** matchLabels; empty selects every pod of the namespace. */
  readonly selector: Readonly<Record<string, string>>;
  readonly minAvailable: number | string | null;
  readonly maxUnavailable: number | string | null;
  readonly disruptionsAllowed: number;
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly expectedPods: number;
}
