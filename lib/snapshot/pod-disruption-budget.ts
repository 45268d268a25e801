import type { LabelExpression } from './label-selector.ts';

export interface PodDisruptionBudget {
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: string;
  /** matchLabels; empty, and without expressions, selects every pod of the namespace. */
  readonly selector: Readonly<Record<string, string>>;
  /** What matchLabels cannot say. */
  readonly expressions: readonly LabelExpression[];
  readonly minAvailable: number | string | null;
  readonly maxUnavailable: number | string | null;
  readonly disruptionsAllowed: number;
  readonly currentHealthy: number;
  readonly desiredHealthy: number;
  readonly expectedPods: number;
}
