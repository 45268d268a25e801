import { type Cluster, type Context, KubeConfig, loadYaml } from '@kubernetes/client-node';
import { propertyOf } from '../../../snapshot/wire/plain-object.ts';
import { isInCluster, type KubeConfigSource, type KubeConfigText, readKubeConfigTexts } from './kube-config-source.ts';
import { completeUser, type KubeUser } from './kube-user.ts';

/** Everything a kubeconfig (or several, merged) says. */
export interface LoadedKubeConfig {
  readonly clusters: readonly Cluster[];
  readonly users: readonly KubeUser[];
  readonly contexts: readonly Context[];
  /** Empty: none is current. */
  readonly currentContext: string;
}

export type KubeConfigResult =
  | { readonly ok: true; readonly config: LoadedKubeConfig }
  | { readonly ok: false; readonly reason: 'none' | 'unreadable'; readonly message: string };

/** Reads a kubeconfig. Entries that are incomplete are left out: one broken context must not hide the others. */
export function loadKubeConfig(source: KubeConfigSource): KubeConfigResult {
  if (source.kind === 'in-cluster') return loadInCluster();
  const read = readKubeConfigTexts(source);
  if (!read.ok) return read;
  let merged: LoadedKubeConfig = { clusters: [], users: [], contexts: [], currentContext: '' };
  for (const text of read.texts) {
    const parsed = parseKubeConfig(text);
    if (!parsed.ok) return parsed;
    merged = merge(merged, parsed.config);
  }
  return { ok: true, config: merged };
}

function loadInCluster(): KubeConfigResult {
  if (!isInCluster()) {
    return { ok: false, reason: 'none', message: 'This process does not run in a pod with a service account.' };
  }
  const config = new KubeConfig();
  config.loadFromCluster();
  const users = config.users.map((user) => ({ user, impersonate: { groups: [], uid: null } }));
  const { clusters, contexts, currentContext } = config;
  return { ok: true, config: { clusters, users, contexts, currentContext } };
}

function parseKubeConfig({ text, name, folder }: KubeConfigText): KubeConfigResult {
  try {
    const config = new KubeConfig();
    config.loadFromString(text, { onInvalidEntry: 'filter' });
    config.makePathsAbsolute(folder);
    const listed = propertyOf(loadYaml<unknown>(text), 'users');
    const users = config.users.map((user) => completeUser(user, listed, folder));
    const { clusters, contexts } = config;
    return { ok: true, config: { clusters, users, contexts, currentContext: currentContextOf(config) } };
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { ok: false, reason: 'unreadable', message: `${name} is not a kubeconfig: ${why}.` };
  }
}

/** The library's type promises one; a file need not have it. */
function currentContextOf(config: KubeConfig): string {
  const current: unknown = config.currentContext;
  return typeof current === 'string' ? current : '';
}

function merge(first: LoadedKubeConfig, second: LoadedKubeConfig): LoadedKubeConfig {
  return {
    clusters: mergeByName(first.clusters, second.clusters, ({ name }) => name),
    users: mergeByName(first.users, second.users, ({ user }) => user.name),
    contexts: mergeByName(first.contexts, second.contexts, ({ name }) => name),
    currentContext: first.currentContext === '' ? second.currentContext : first.currentContext,
  };
}

function mergeByName<T>(first: readonly T[], second: readonly T[], nameOf: (item: T) => string): readonly T[] {
  const known = new Set(first.map(nameOf));
  return [...first, ...second.filter((item) => !known.has(nameOf(item)))];
}
