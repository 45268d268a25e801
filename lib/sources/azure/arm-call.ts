import type { ArmOperation } from './arm-operations.ts';
import type { AzureFailure } from './azure-result.ts';
import type { Urgency } from './call-lane.ts';

/** One request to ARM, as the readers ask for it. */
export interface ArmCall {
  readonly operation: ArmOperation;
  readonly method: 'GET' | 'POST';
  /** Absolute, on the endpoint's own origin. */
  readonly url: string;
  /** What is read, for messages: `load balancers of resource group MC_x`. */
  readonly subject: string;
  readonly signal: AbortSignal | undefined;
  readonly urgency: Urgency;
  /** Statuses that count as an answer although their body may be empty. */
  readonly emptyBodyStatuses?: readonly number[];
}

export interface HeaderReader {
  get(name: string): string | undefined;
}

/** ARM answered 2xx with a JSON object (or, where allowed, with nothing). */
export interface ArmAnswered {
  readonly state: 'answered';
  readonly status: number;
  readonly headers: HeaderReader;
  /** Undefined: no body. */
  readonly body: object | undefined;
}

export type ArmAnswer = ArmAnswered | ArmRefused;

/** A failure together with ARM's error code, for callers that act on it. */
export interface ArmRefused {
  readonly state: 'refused';
  readonly status: number | null;
  readonly code: string | null;
  readonly failure: AzureFailure;
}
