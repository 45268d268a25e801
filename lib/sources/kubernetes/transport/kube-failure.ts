/**
 * Why a request brought nothing. `credentials`: none could be had (a plugin failed, a file is gone); `rejected`: any
 * other 4xx; `unreadable`: an answer that is not what the API server speaks (a proxy's page, a cut body);
 * `cancelled`: we gave up ourselves.
 */
export type KubeFailureReason =
  | 'credentials'
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'rejected'
  | 'expired'
  | 'throttled'
  | 'server'
  | 'network'
  | 'timeout'
  | 'unreadable'
  | 'cancelled';

export interface KubeFailure {
  readonly ok: false;
  readonly reason: KubeFailureReason;
  /** HTTP status; null: no answer came. */
  readonly status: number | null;
  /** Complete sentence: what was asked, what happened. */
  readonly message: string;
  /** What the server asked for; null: it did not say. */
  readonly retryAfterMs: number | null;
}

export type KubeAnswer<T> = { readonly ok: true; readonly body: T } | KubeFailure;

export function kubeFailure(
  reason: KubeFailureReason,
  message: string,
  { status = null, retryAfterMs = null }: { status?: number | null; retryAfterMs?: number | null } = {},
): KubeFailure {
  return { ok: false, reason, status, message, retryAfterMs };
}

const REASON_OF_STATUS: Readonly<Record<number, KubeFailureReason>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  410: 'expired',
  429: 'throttled',
};

/** The reason that an HTTP status (or the `code` of an in-stream Status object) stands for. */
export function reasonOfStatus(status: number): KubeFailureReason {
  const known = REASON_OF_STATUS[status];
  if (known !== undefined) return known;
  if (status >= 500) return 'server';
  return status >= 400 ? 'rejected' : 'unreadable';
}
