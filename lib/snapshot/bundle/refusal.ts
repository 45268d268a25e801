import { isPlainObject, propertyOf } from '../wire/plain-object.ts';

/** An error of the API server or of ARM that was saved where a list should be. */
export interface Refusal {
  /** True: a permission was missing. */
  readonly denied: boolean;
  readonly message: string;
}

const DENIED_CODES: ReadonlySet<string> = new Set([
  'Forbidden',
  'Unauthorized',
  'AuthorizationFailed',
  'AuthenticationFailed',
  'LinkedAuthorizationFailed',
  'ExpiredAuthenticationToken',
  'InvalidAuthenticationToken',
]);

const KUBECTL_ERROR = /^Error from server \((\w+)\): /;
const AZ_ERROR = /^(?:ERROR: )?\((\w+)\) /;
const LONGEST_MESSAGE = 500;

function refusal(code: string, message: unknown): Refusal {
  const words = typeof message === 'string' && message !== '' ? message : code;
  return { denied: DENIED_CODES.has(code), message: words.slice(0, LONGEST_MESSAGE) };
}

/** Redirected error output of kubectl or az; null: it is something else. */
export function refusalInText(text: string): Refusal | null {
  const code = KUBECTL_ERROR.exec(text)?.[1] ?? AZ_ERROR.exec(text)?.[1];
  return code === undefined ? null : refusal(code, text.split('\n', 1)[0]?.trim());
}

/** A Kubernetes `Status` of a failure, or an ARM error body; null: it is something else. */
export function refusalInJson(value: unknown): Refusal | null {
  if (propertyOf(value, 'kind') === 'Status' && propertyOf(value, 'status') === 'Failure') {
    const reason = propertyOf(value, 'reason');
    return refusal(typeof reason === 'string' ? reason : 'Failure', propertyOf(value, 'message'));
  }
  const error = propertyOf(value, 'error');
  if (!isPlainObject(error) || typeof error.code !== 'string') return null;
  const message = typeof error.message === 'string' ? `${error.code}: ${error.message}` : error.code;
  return refusal(error.code, message);
}
