import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Where a kubeconfig comes from. `default`: what kubectl would use ($KUBECONFIG, then ~/.kube/config); `in-cluster`:
 * the service account of the pod we run in.
 */
export type KubeConfigSource =
  | { readonly kind: 'default' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'in-cluster' };

/** The text of one kubeconfig file and the folder that its relative paths start from. */
export interface KubeConfigText {
  readonly text: string;
  /** For messages. */
  readonly name: string;
  readonly folder: string;
}

export type KubeConfigTexts =
  | { readonly ok: true; readonly texts: readonly KubeConfigText[] }
  /** `none`: there is no kubeconfig at all, which is no mistake. */
  | { readonly ok: false; readonly reason: 'none' | 'unreadable'; readonly message: string };

/** Reads the kubeconfig files of a source; the first of several wins where they disagree, as with kubectl. */
export function readKubeConfigTexts(source: Exclude<KubeConfigSource, { kind: 'in-cluster' }>): KubeConfigTexts {
  switch (source.kind) {
    case 'text':
      return { ok: true, texts: [{ text: source.text, name: 'the given kubeconfig', folder: process.cwd() }] };
    case 'file':
      return readFiles([source.path]);
    case 'default':
      return readFiles(defaultFiles().filter((file) => existsSync(file)));
  }
}

function defaultFiles(): readonly string[] {
  const named = process.env.KUBECONFIG;
  if (named !== undefined && named !== '') return named.split(path.delimiter).filter((file) => file !== '');
  return [path.join(homedir(), '.kube', 'config')];
}

function readFiles(files: readonly string[]): KubeConfigTexts {
  if (files.length === 0) {
    const looked = defaultFiles().join(', ');
    return { ok: false, reason: 'none', message: `There is no kubeconfig (looked for ${looked}).` };
  }
  const texts: KubeConfigText[] = [];
  for (const file of files) {
    try {
      texts.push({ text: readFileSync(file, 'utf8'), name: file, folder: path.dirname(path.resolve(file)) });
    } catch (error) {
      return { ok: false, reason: 'unreadable', message: `Cannot read kubeconfig ${file}: ${String(error)}.` };
    }
  }
  return { ok: true, texts };
}

/** What there is to sign in with, as kubectl would look for it; null: nothing, which is no mistake. */
export function findKubeConfigSource(): KubeConfigSource | null {
  if (defaultFiles().some((file) => existsSync(file))) return { kind: 'default' };
  return isInCluster() ? { kind: 'in-cluster' } : null;
}

const SERVICE_ACCOUNT_TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

/** True: this process runs in a pod that has a service account. */
export function isInCluster(): boolean {
  return (process.env.KUBERNETES_SERVICE_HOST ?? '') !== '' && existsSync(SERVICE_ACCOUNT_TOKEN);
}
