import { problem, problemResponse } from '../http/problem.ts';
import { listClusters, type ServedCluster } from '../registry.ts';

const plain = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };

/** The process answers. */
export function getLivez(): Response {
  return new Response('ok\n', { headers: plain });
}

/** Every cluster has been read once, or it is known why it cannot be. */
export function getReadyz(): Response {
  const waiting = listClusters().filter((cluster) => !hasFirstAnswer(cluster)).length;
  if (waiting === 0) return new Response('ready\n', { headers: plain });
  return problemResponse(problem('not-ready', `Still reading ${waiting} of ${listClusters().length} clusters.`));
}

export function hasFirstAnswer(cluster: ServedCluster): boolean {
  if (cluster.origin !== 'live') return true;
  const { state, error } = cluster.current().snapshot.sources.kubernetes;
  return state !== 'absent' || error !== null;
}
