import type { Cluster } from '@kubernetes/client-node';
import type { Clock } from '../clock.ts';
import type { KubeAccess } from '../transport/kube-access.ts';
import { createCredentialCache } from './credential-cache.ts';
import type { EntraCredential } from './entra-user.ts';
import type { KubeConfigSource } from './kube-config-source.ts';
import type { KubeUser } from './kube-user.ts';
import { type LoadedKubeConfig, loadKubeConfig } from './load-kube-config.ts';

export interface KubeAccessOptions {
  readonly source: KubeConfigSource;
  /** Null: the current context. */
  readonly context: string | null;
  /**
   * Signs in users of kubelogin and of the old azure provider without any program on this machine. Null: they are
   * left to the plugin that the kubeconfig names.
   */
  readonly entraCredential: EntraCredential | null;
  readonly clock: Clock;
}

export type KubeAccessResult =
  | { readonly ok: true; readonly access: KubeAccess; readonly context: string }
  /** `none`: there is no kubeconfig at all, which is no mistake. */
  | { readonly ok: false; readonly reason: 'none' | 'unreadable'; readonly message: string };

/** The cluster and user of one context. */
export interface ChosenContext {
  readonly context: string;
  readonly cluster: Cluster;
  readonly user: KubeUser;
}

/** Opens access to one context. Nothing is asked of the cluster yet; credentials are fetched at the first request. */
export function openKubeAccess(options: KubeAccessOptions): KubeAccessResult {
  const chosen = chooseContext(options.source, options.context);
  if (!chosen.ok) return chosen;
  const { cluster, context } = chosen.chosen;
  const reload = () => {
    const again = chooseContext(options.source, context);
    return again.ok ? again.chosen : null;
  };
  const credentials = createCredentialCache(chosen.chosen, reload, options.entraCredential, options.clock);
  return { ok: true, context, access: { server: cluster.server, proxyUrl: httpProxy(cluster), ...credentials } };
}

type Choice = { readonly ok: true; readonly chosen: ChosenContext } | Extract<KubeAccessResult, { ok: false }>;

function chooseContext(source: KubeConfigSource, wanted: string | null): Choice {
  const loaded = loadKubeConfig(source);
  if (!loaded.ok) return loaded;
  const { config } = loaded;
  const name = wanted ?? config.currentContext;
  const context = config.contexts.find((each) => each.name === name);
  if (context === undefined) return unusable(noSuchContext(config, wanted));
  const cluster = config.clusters.find((each) => each.name === context.cluster);
  if (cluster === undefined)
    return unusable(`Context ${name} names cluster ${context.cluster}, which the kubeconfig lacks.`);
  const user = config.users.find((each) => each.user.name === context.user) ?? anonymous(context.user);
  const refusal = refusePlainText(cluster);
  return refusal === null ? { ok: true, chosen: { context: name, cluster, user } } : unusable(refusal);
}

function unusable(message: string): Extract<KubeAccessResult, { ok: false }> {
  return { ok: false, reason: 'unreadable', message };
}

function noSuchContext({ contexts }: LoadedKubeConfig, wanted: string | null): string {
  const known = contexts.map((context) => context.name).join(', ') || 'none';
  if (wanted === null) return `The kubeconfig has no current context; choose one of: ${known}.`;
  return `The kubeconfig has no context ${wanted}; it has: ${known}.`;
}

function anonymous(name: string): KubeUser {
  return { user: { name }, impersonate: { groups: [], uid: null } };
}

const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Null: fine. Plain http is for `kubectl proxy` on this machine: a token must not cross a network in clear text. */
function refusePlainText({ server, name }: Cluster): string | null {
  if (!URL.canParse(server)) return `Cluster ${name}: server ${server} is not a URL.`;
  const { protocol, hostname } = new URL(server);
  if (protocol === 'https:' || (protocol === 'http:' && LOOPBACK_HOSTS.has(hostname))) return null;
  return `Cluster ${name}: server ${server} would be asked in clear text; use https, or http on 127.0.0.1 only.`;
}

/** SOCKS proxies are left to the client library. */
function httpProxy({ proxyUrl }: Cluster): string | null {
  return proxyUrl?.startsWith('http') ? proxyUrl : null;
}
