import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import type { Clock } from './clock.ts';
import { type SignInFailure, signInFailure } from './sign-in-failure.ts';

const REFRESH_BEFORE_EXPIRY_MS = 5 * 60_000;
const FAILURE_HOLD_MS = 30_000;

/**
 * Puts three things in front of a credential: a cache (the Azure CLI starts a process for every token), one
 * request at a time however many callers wait, and a pause after a failure, because a whole chain of credentials
 * takes seconds to fail. Rejects with SignInFailure only.
 */
export function createTokenSource(credential: TokenCredential, clock: Clock): TokenCredential {
  const held = new Map<string, AccessToken>();
  const running = new Map<string, Promise<AccessToken>>();
  const failed = new Map<string, { readonly until: number; readonly failure: SignInFailure }>();

  async function ask(key: string, scopes: string | string[], options: GetTokenOptions): Promise<AccessToken> {
    try {
      const token = await credential.getToken(scopes, options);
      if (!token) throw new Error('no credential is configured');
      held.set(key, token);
      failed.delete(key);
      return token;
    } catch (error) {
      const failure = signInFailure(error);
      failed.set(key, { until: clock.now() + FAILURE_HOLD_MS, failure });
      const token = held.get(key);
      if (token && token.expiresOnTimestamp > clock.now()) return token;
      throw failure;
    } finally {
      running.delete(key);
    }
  }

  return {
    async getToken(scopes, options = {}) {
      // One caller's abort must not fail the others that wait for the same token.
      const { abortSignal: _ignored, ...shared } = options;
      const key = JSON.stringify([scopes, options.tenantId ?? null]);
      if (options.claims !== undefined) held.delete(key);
      const token = held.get(key);
      if (token && token.expiresOnTimestamp - REFRESH_BEFORE_EXPIRY_MS > clock.now()) return token;
      const failure = failed.get(key);
      if (failure && failure.until > clock.now()) {
        if (token && token.expiresOnTimestamp > clock.now()) return token;
        throw failure.failure;
      }
      const started = running.get(key) ?? ask(key, scopes, shared);
      running.set(key, started);
      return started;
    },
  };
}
