export type CallKind = 'read' | 'write';

/** Who waits for the answer: a schedule, or a person. */
export type Urgency = 'background' | 'interactive';

/** What one call counts against: ARM keeps reads and writes of a subscription apart, and each provider its own limit. */
export interface CallLane {
  readonly subscriptionId: string;
  readonly kind: CallKind;
  /** `microsoft.network`. */
  readonly provider: string;
}
