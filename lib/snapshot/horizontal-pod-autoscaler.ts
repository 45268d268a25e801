import type { OwnerReference } from './pod.ts';

export interface HorizontalPodAutoscaler {
  readonly namespace: string;
  readonly name: string;
  readonly resourceVersion: string;
  readonly target: OwnerReference;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly currentReplicas: number;
}
