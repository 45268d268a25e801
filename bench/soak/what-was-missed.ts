import type { Api } from './api.ts';
import { listAll, objectSchema } from './list-all.ts';
import { startOwnClient } from './own-client.ts';
import { type Clients, PATHS, SOME_PODS } from './soak-clients.ts';
import type { SoakTarget } from './soak-target.ts';
import { isSameTally } from './tally.ts';
import type { WatchClient } from './watch-client.ts';

const LAST_WORD_MS = 30_000;

/**
 * A last change of every kind shows that a watch has told all before it; then its objects must be those of a new list, and
 * its changes those of the store, in the same order.
 */
export async function whatWasMissed(
  target: SoakTarget,
  api: Api,
  { all, own }: Clients,
  failed: (error: Error) => void,
): Promise<readonly string[]> {
  const signal = AbortSignal.timeout(LAST_WORD_MS);
  const missed: string[] = [];
  const last = new Map<string, string>();
  for (const path of Object.values(PATHS)) last.set(path, await lastWord(api, path));
  const tallies = await target.tallies();
  for (const client of all) {
    const path = client.path.split('?')[0] ?? '';
    const kind = path.slice(path.lastIndexOf('/') + 1);
    if (!(await inTime(client.seen(last.get(path) ?? ''), signal))) {
      missed.push(`${client.name}: the last change did not arrive within ${LAST_WORD_MS / 1000} s`);
      continue;
    }
    missed.push(...compare(client, (await listAll(api, client.path)).revisions));
    const tally = tallies[kind];
    if (client.path === path && (tally === undefined || !isSameTally(client.tally, tally)))
      missed.push(`${client.name}: told ${client.tally.count} changes of ${tally?.count ?? 'no'}, or in another order`);
  }
  const fresh = await startOwnClient(target.kubeconfigPath, failed);
  for (const difference of await own.differences(fresh, signal)) missed.push(`the dashboard's client: ${difference}`);
  if (!own.isAnalysisRight()) missed.push("the dashboard's client: its findings are not those of a fresh analysis");
  await fresh.stop();
  return missed;
}

/** Changes one object of a kind, one that every client of the kind watches; gives the revision. */
async function lastWord(api: Api, path: string): Promise<string> {
  const { revisions } = await listAll(api, path === PATHS.pods ? SOME_PODS : path);
  const [key] = revisions.keys();
  if (key === undefined) throw new Error(`there is nothing at ${path}`);
  const [namespace, name] = key.includes('/') ? key.split('/') : [null, key];
  const at = path.lastIndexOf('/');
  const place = namespace === null ? path : `${path.slice(0, at)}/namespaces/${namespace}${path.slice(at)}`;
  const patched = await api.json(`${place}/${name}`, { metadata: { labels: { 'soak/end': 'yes' } } });
  return objectSchema.parse(patched).metadata.resourceVersion;
}

/** False: the signal came first. */
async function inTime(promise: Promise<void>, signal: AbortSignal): Promise<boolean> {
  const aborted = new Promise<false>((resolve) => {
    if (signal.aborted) resolve(false);
    signal.addEventListener('abort', () => resolve(false));
  });
  return Promise.race([promise.then(() => true as const), aborted]);
}

function compare({ name, revisions }: WatchClient, listed: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...revisions.keys(), ...listed.keys()])].flatMap((key) => {
    const [held, there] = [revisions.get(key), listed.get(key)];
    return held === there ? [] : [`${name}: ${key} is held at ${held ?? 'nothing'} and is at ${there ?? 'nothing'}`];
  });
}
