/**
 * Why a call failed without being denied or throttled. `unreadable`: an answer that is not ARM JSON (a proxy's
 * page, a cut body). `refused`: we declined to go on (a link to a foreign host). `rejected`: ARM declined (4xx).
 */
export type FailureCause =
  | 'sign-in'
  | 'not-found'
  | 'network'
  | 'timeout'
  | 'server'
  | 'unreadable'
  | 'refused'
  | 'rejected'
  | 'cancelled';

/** What went wrong with one part of an answer that is otherwise usable. */
export interface AzureProblem {
  /** Name of the object, or where it stood in the answer when its name is unreadable. */
  readonly object: string;
  /** Lower-case ARM id, so that an earlier copy of the object can be kept; null: unreadable. */
  readonly id: string | null;
  /** `not-found`: Azure says the object is gone; anything else: we do not know. */
  readonly cause: FailureCause | 'denied' | 'throttled' | 'malformed';
  /** Complete sentence: object, what happened, HTTP status, ARM code and request id where there were any. */
  readonly message: string;
  /** Set when a permission was missing for this object. */
  readonly denied: { readonly action: string; readonly scope: string } | null;
}

export interface AzureOk<T> {
  readonly state: 'ok';
  readonly items: readonly T[];
  /** RFC 3339, when the answer was complete. */
  readonly observedAt: string;
}

/** Some items could not be read; what could be read is in `items`. */
export interface AzurePartial<T> {
  readonly state: 'partial';
  readonly items: readonly T[];
  readonly problems: readonly AzureProblem[];
  readonly observedAt: string;
}

/** A permission is missing: `action` at `scope`, both exactly as a role assignment needs them. */
export interface AzureDenied {
  readonly state: 'denied';
  readonly action: string;
  readonly scope: string;
  /** Object id of the identity that was refused, as Azure named it; null: it did not. */
  readonly principalId: string | null;
  readonly message: string;
}

/** Azure asked us to wait. Ask again after `retryAfterSeconds`, not earlier. */
export interface AzureThrottled {
  readonly state: 'throttled';
  readonly retryAfterSeconds: number;
  readonly message: string;
}

export interface AzureFailed {
  readonly state: 'failed';
  readonly cause: FailureCause;
  readonly message: string;
  /** True: the same call may succeed later with nothing changed by anyone. */
  readonly retriable: boolean;
  /** What the server asked for; null: it did not say. */
  readonly retryAfterSeconds: number | null;
}

/** A call that brought nothing. */
export type AzureFailure = AzureDenied | AzureThrottled | AzureFailed;

/**
 * The answer to one refresh. Expected failures are values; a refresh never rejects.
 * `ok` with no items means Azure said there is none, never that the answer was unreadable.
 */
export type AzureResult<T> = AzureOk<T> | AzurePartial<T> | AzureFailure;
