import type { User } from '@kubernetes/client-node';
import { propertyOf } from '../../../snapshot/wire/plain-object.ts';
import type { Clock } from '../clock.ts';
import { type Authenticator, setBearerToken } from './authenticator.ts';
import {
  type ExecCluster,
  type ExecCredential,
  type ExecSettings,
  execSettingsSchema,
  runExecPlugin,
} from './exec-credential.ts';

const PROVIDER = 'exec-plugin';
/** Fetched anew this long before it expires, so that no request is sent with a token about to be refused. */
const EARLY_MS = 10_000;

/** The settings of a user that signs in through a plugin; null: it does not. Throws where they are incomplete. */
export function execSettings(user: User): ExecSettings | null {
  if (!user.exec) return null;
  const parsed = execSettingsSchema.safeParse(user.exec);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`user ${user.name}: exec.${issue?.path.join('.')}: ${issue?.message}`);
}

/** The same user, signing in through `execAuthenticator` instead of the client library's own runner. */
export function withExecAuthenticator(user: User): User {
  const { exec: _, ...rest } = user;
  return { ...rest, authProvider: { name: PROVIDER } };
}

/** Runs the plugin when its last answer has expired. Cache and plugin belong to one cluster. */
export function execAuthenticator(settings: ExecSettings, cluster: ExecCluster, clock: Clock): Authenticator {
  let cached: ExecCredential | null = null;

  function isFresh(credential: ExecCredential): boolean {
    const { expirationTimestamp } = credential;
    if (!expirationTimestamp) return true;
    return Date.parse(expirationTimestamp) - EARLY_MS > clock.now();
  }

  return {
    isAuthProvider: (user) => propertyOf(user.authProvider, 'name') === PROVIDER,
    async applyAuthentication(_user, options) {
      if (cached === null || !isFresh(cached)) cached = await runExecPlugin(settings, cluster, clock);
      const { token, clientCertificateData, clientKeyData } = cached;
      if (clientCertificateData) options.cert = clientCertificateData;
      if (clientKeyData) options.key = clientKeyData;
      if (token) setBearerToken(options, token);
    },
  };
}
