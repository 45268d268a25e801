import type { RequestOptions } from 'node:https';
import { KubeConfig, type User } from '@kubernetes/client-node';
import type { Clock } from '../clock.ts';
import type { KubeAccess, KubeCredentials } from '../transport/kube-access.ts';
import { type KubeAnswer, kubeFailure } from '../transport/kube-failure.ts';
import type { Authenticator } from './authenticator.ts';
import { type EntraCredential, entraAuthenticator, entraServerId, withEntraCredential } from './entra-user.ts';
import { execAuthenticator, execSettings, withExecAuthenticator } from './exec-authenticator.ts';
import type { ChosenContext } from './open-kube-access.ts';
import { toKubeCredentials } from './to-kube-credentials.ts';

/** A refused token is fetched anew at most this often: fetching may start a program. */
const RENEWAL_PAUSE_MS = 10_000;
/** Below the time limit of a request, so that the failure names what really took so long. */
const TIMEOUT_MS = 45_000;

/**
 * The credentials of one context. They are asked of the client library for every request, because tokens and files
 * rotate; requests at the same time share one asking. `reload` null: the kubeconfig cannot be read any more.
 */
export function createCredentialCache(
  first: ChosenContext,
  reload: () => ChosenContext | null,
  entraCredential: EntraCredential | null,
  clock: Clock,
): Pick<KubeAccess, 'credentials' | 'renew'> {
  let chosen = first;
  let config: KubeConfig | null = null;
  let generation = 0;
  let renewedAtMs = Number.NEGATIVE_INFINITY;
  let asking: Promise<KubeAnswer<KubeCredentials>> | null = null;

  async function ask(): Promise<KubeAnswer<KubeCredentials>> {
    try {
      config ??= toKubeConfig(chosen, entraCredential, clock);
      const options: RequestOptions = { headers: {} };
      await config.applyToHTTPSOptions(options);
      return { ok: true, body: toKubeCredentials(options, chosen, generation) };
    } catch (error) {
      return kubeFailure('credentials', `Cannot sign in to context ${chosen.context}: ${messageOf(error)}`);
    }
  }

  return {
    credentials() {
      asking ??= inTime(clock, chosen.context, ask()).finally(() => {
        asking = null;
      });
      return asking;
    },
    renew(refused) {
      if (refused.generation !== generation) return true;
      if (clock.now() - renewedAtMs < RENEWAL_PAUSE_MS) return false;
      renewedAtMs = clock.now();
      generation += 1;
      chosen = reload() ?? chosen;
      config = null;
      return true;
    },
  };
}

function inTime(
  clock: Clock,
  context: string,
  asked: Promise<KubeAnswer<KubeCredentials>>,
): Promise<KubeAnswer<KubeCredentials>> {
  return new Promise((resolve) => {
    const late = kubeFailure('credentials', `Signing in to context ${context} took over ${TIMEOUT_MS / 1000} s.`);
    const cancel = clock.after(TIMEOUT_MS, () => resolve(late));
    void asked.then(resolve).finally(cancel);
  });
}

/** A configuration of this context alone, with an empty cache of its own. */
function toKubeConfig({ cluster, user }: ChosenContext, entra: EntraCredential | null, clock: Clock): KubeConfig {
  const config = new KubeConfig();
  const { signedIn, authenticator } = signInOf(user.user, cluster, entra, clock);
  if (authenticator !== null) config.addAuthenticator(authenticator);
  // The library refuses plain http unless told that there is nothing to verify; we allow it on this machine only.
  const plain = cluster.server.startsWith('http:') ? { skipTLSVerify: true } : {};
  config.loadFromClusterAndUser({ ...cluster, ...plain }, signedIn);
  return config;
}

interface SignIn {
  readonly signedIn: User;
  /** Null: the client library knows how. */
  readonly authenticator: Authenticator | null;
}

function signInOf(user: User, cluster: ChosenContext['cluster'], entra: EntraCredential | null, clock: Clock): SignIn {
  const serverId = entra === null ? null : entraServerId(user);
  if (entra !== null && serverId !== null) {
    return { signedIn: withEntraCredential(user, serverId), authenticator: entraAuthenticator(entra) };
  }
  const settings = execSettings(user);
  if (settings === null) return { signedIn: user, authenticator: null };
  const described = { server: cluster.server, caData: cluster.caData ?? null };
  return { signedIn: withExecAuthenticator(user), authenticator: execAuthenticator(settings, described, clock) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
