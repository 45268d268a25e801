export interface ClusterEvent {
  /** `Service`, `Node`, `Pod`, … */
  readonly objectKind: string;
  /** Null when the event does not say it. */
  readonly objectNamespace: string | null;
  readonly objectName: string;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly component: string;
  readonly count: number;
  readonly firstAt: string | null;
  readonly lastAt: string | null;
}
