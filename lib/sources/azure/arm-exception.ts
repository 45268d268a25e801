import { isRestError } from '@azure/core-rest-pipeline';
import type { ArmCall } from './arm-call.ts';
import { failed, heldFailure } from './arm-failure.ts';
import { AttemptTimeout } from './attempt-policy.ts';
import type { AzureFailure } from './azure-result.ts';
import { LaneHeld } from './call-budget.ts';
import { SignInFailure } from './sign-in-failure.ts';

const CERTIFICATE_CODES = /SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|CERT_|ALTNAME/;

/**
 * What a request that ended without an answer means. Null: none of the ways a request can fail, but a bug, to be
 * thrown on.
 */
export function failureOfException(call: ArmCall, error: unknown): AzureFailure | null {
  if (call.signal?.aborted) return failed(call, 'cancelled', 'the read was cancelled', true);
  if (error instanceof LaneHeld) return heldFailure(call, error.retryAfterMs);
  if (error instanceof SignInFailure) return failed(call, 'sign-in', error.message, true);
  if (error instanceof AttemptTimeout) return failed(call, 'timeout', `${error.message} from ${hostOf(call)}`, true);
  if (!isRestError(error)) return null;
  const code = error.code ?? 'no code';
  if (code === 'PARSE_ERROR') {
    return failed(call, 'unreadable', `the answer of ${hostOf(call)} broke off: ${error.message}`, true);
  }
  const advice = CERTIFICATE_CODES.test(code)
    ? ' The certificate is not trusted: give the CA of the proxy or endpoint as a PEM file.'
    : '';
  return failed(call, 'network', `no answer from ${hostOf(call)}: ${code}: ${error.message}.${advice}`, true);
}

function hostOf(call: ArmCall): string {
  return new URL(call.url).host;
}
