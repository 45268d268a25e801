import type { ArmFault, World } from '../../kernel/world.ts';
import { type ArmAnswer, armError } from './arm-context.ts';

export interface TakenFault {
  /** null when the request is answered as usual, only later. */
  readonly answer: ArmAnswer | null;
  readonly delayMs: number;
  readonly truncate: boolean;
}

const LOGIN_PAGE =
  '<!DOCTYPE html><html><head><title>Sign in to your account</title></head><body><h1>Sign in</h1></body></html>';

function answerOf(fault: ArmFault, path: string): ArmAnswer | null {
  switch (fault.fault) {
    case '401':
      return armError(
        401,
        'ExpiredAuthenticationToken',
        'The access token expiry UTC time is earlier than current UTC time.',
        {
          'www-authenticate':
            'Bearer authorization_uri="https://login.microsoftonline.com/common", error="invalid_token"',
        },
      );
    case '403':
      return armError(
        403,
        'AuthorizationFailed',
        `The client 'simulator' with object id '00000000-0000-0000-0000-000000000000' does not have authorization to perform action over scope '${path}' or the scope is invalid.`,
      );
    case '404':
      return armError(
        404,
        'ResourceNotFound',
        `The Resource '${path.split('/providers/').at(-1)}' under resource group was not found.`,
      );
    case '429':
      return armError(
        429,
        'SubscriptionRequestsThrottled',
        'Number of requests for the subscription exceeded the limit. Please try again later.',
        {
          'retry-after': `${fault.retryAfterSeconds}`,
          'x-ms-ratelimit-remaining-subscription-reads': '0',
        },
      );
    case '429-without-retry-after':
      return armError(429, 'TooManyRequests', 'Too many requests.');
    case '500':
      return armError(500, 'InternalServerError', 'An internal error occurred.');
    case 'html':
      return { status: 200, body: LOGIN_PAGE, headers: { 'content-type': 'text/html; charset=utf-8' } };
    default:
      return null;
  }
}

/** The fault that hits a request, if one is set and still has something left. */
export function takeFault(world: World, path: string): TakenFault | null {
  const fault = world.faults.find((one) => path.toLowerCase().includes(one.path.toLowerCase()) && one.left !== 0);
  if (fault === undefined) return null;
  if (fault.left !== null) fault.left--;
  return {
    answer: answerOf(fault, path),
    delayMs: fault.fault === 'slow' ? fault.delaySeconds * 1000 : 0,
    truncate: fault.fault === 'truncated',
  };
}
