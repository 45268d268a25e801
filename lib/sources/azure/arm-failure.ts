import type { ArmCall, ArmRefused, HeaderReader } from './arm-call.ts';
import { readArmError } from './arm-error-body.ts';
import type { AzureFailed, AzureFailure, FailureCause } from './azure-result.ts';
import { RETRY_AFTER_MS_MAX, readRetryAfterMs } from './retry-after.ts';

export interface ArmRefusal {
  readonly call: ArmCall;
  readonly status: number;
  readonly headers: HeaderReader;
  readonly body: unknown;
  readonly nowMs: number;
  /** How long the budget now holds the lane, in milliseconds. */
  readonly heldMs: number;
}

/** What an ARM answer outside 2xx means. */
export function refusalOf(refusal: ArmRefusal): ArmRefused {
  const { status, headers, body } = refusal;
  const error = readArmError(body);
  const said = [`HTTP ${status}`, error.code].filter(Boolean).join(' ');
  const detail = [said, error.message].filter(Boolean).join(': ');
  const text = `${detail}${requestIdOf(headers)}`;
  return {
    state: 'refused',
    status,
    code: error.code,
    failure: failureOf(refusal, text, error.message ?? '', error.code),
  };
}

/** A proxy's 403 is no missing role, and its 404 no deleted object. */
const ONLY_BELIEVED_FROM_AZURE: ReadonlySet<number> = new Set([401, 403, 404]);

function failureOf(refusal: ArmRefusal, text: string, armMessage: string, code: string | null): AzureFailure {
  const { call, status, headers } = refusal;
  const askedMs = readRetryAfterMs(headers, refusal.nowMs);
  if (ONLY_BELIEVED_FROM_AZURE.has(status) && code === null && requestIdOf(headers) === '') {
    return failed(
      call,
      'unreadable',
      `${text} without an ARM error and request id: a proxy answered in place of Azure`,
      true,
    );
  }
  if (status === 403) return denied(call, text, armMessage);
  if (status === 429) return throttled(call, text, refusal.heldMs, askedMs);
  if (status >= 300 && status < 400) {
    return failed(
      call,
      headers.get('location') === undefined ? 'rejected' : 'refused',
      text + redirectTarget(headers),
      true,
    );
  }
  const retryAfterSeconds = askedMs === null ? null : secondsOf(askedMs);
  if (status === 401) return failed(call, 'sign-in', `${text} ${tokenAdvice(code)}`, true, null);
  if (status === 404) return failed(call, 'not-found', text, false, null);
  if (status === 408 || status >= 500) return failed(call, 'server', text, true, retryAfterSeconds);
  const mayPass = /AnotherOperation|Retryable/i.test(code ?? '');
  return failed(call, 'rejected', text, mayPass, retryAfterSeconds);
}

const ACTION = /perform action '([^']+)'/;
const SCOPE = /over scope '([^']+)'/;
const PRINCIPAL = /object id '([^']+)'/;

/** ARM names the missing action and the scope; where it does not, both follow from the call. */
function denied(call: ArmCall, text: string, armMessage: string): AzureFailure {
  const action = ACTION.exec(armMessage)?.[1] ?? call.operation.action;
  const scope = SCOPE.exec(armMessage)?.[1] ?? scopeOf(call.url);
  return {
    state: 'denied',
    action,
    scope,
    principalId: PRINCIPAL.exec(armMessage)?.[1] ?? null,
    message: `Not allowed to read ${call.subject}: needs ${action} at ${scope}. ${text}`,
  };
}

/** Resource group of the URL, or its subscription where it names none. */
function scopeOf(url: string): string {
  const path = decodeURIComponent(new URL(url).pathname);
  return /^\/subscriptions\/[^/]+(\/resourceGroups\/[^/]+)?/i.exec(path)?.[0] ?? '/';
}

function throttled(call: ArmCall, text: string, heldMs: number, askedMs: number | null): AzureFailure {
  const retryAfterSeconds = secondsOf(heldMs);
  const capped = askedMs !== null && askedMs > RETRY_AFTER_MS_MAX;
  const asked = capped ? ` Azure asked for ${secondsOf(askedMs)} s; asking again after ${retryAfterSeconds} s.` : '';
  return {
    state: 'throttled',
    retryAfterSeconds,
    message: `Throttled while reading ${call.subject}, next try in ${retryAfterSeconds} s. ${text}${asked}`,
  };
}

/** The budget did not let the call out: an earlier answer asked for silence. */
export function heldFailure(call: ArmCall, retryAfterMs: number): AzureFailure {
  const retryAfterSeconds = secondsOf(retryAfterMs);
  const message = `Did not ask for ${call.subject}: Azure throttled this subscription, next try in ${retryAfterSeconds} s.`;
  return { state: 'throttled', retryAfterSeconds, message };
}

export function failed(
  call: Pick<ArmCall, 'subject'>,
  cause: FailureCause,
  why: string,
  retriable: boolean,
  retryAfterSeconds: number | null = null,
): AzureFailed {
  return {
    state: 'failed',
    cause,
    message: `Could not read ${call.subject}: ${why}`,
    retriable,
    retryAfterSeconds,
  };
}

export function requestIdOf(headers: HeaderReader): string {
  const id = headers.get('x-ms-request-id') ?? headers.get('x-ms-correlation-request-id');
  return id === undefined ? '' : ` (x-ms-request-id ${id})`;
}

function redirectTarget(headers: HeaderReader): string {
  const location = headers.get('location');
  if (location === undefined) return '';
  return `: redirects to ${URL.canParse(location) ? new URL(location).origin : 'elsewhere'}, which is not followed`;
}

function tokenAdvice(code: string | null): string {
  return code === 'InvalidAuthenticationTokenTenant'
    ? 'The token is for another tenant than the subscription: sign in with "az login --tenant <tenant>".'
    : 'Azure did not accept the token: sign in again, and check the clock of this machine.';
}

function secondsOf(milliseconds: number): number {
  return Math.ceil(milliseconds / 1000);
}
