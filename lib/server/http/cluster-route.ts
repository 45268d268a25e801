import type { Analysis } from '../../analysis/analysis.ts';
import type { ClusterState } from '../../collector/live-cluster.ts';
import { bootId } from '../boot-id.ts';
import { findCluster, listClusters, type ServedCluster } from '../registry.ts';
import { type ApiAnswer, type ApiRequest, apiRoute } from './api-route.ts';
import { type Problem, type ProblemKind, problem } from './problem.ts';
import type { QueryShape } from './read-query.ts';

export interface ClusterRequest<Path, Query extends QueryShape> extends ApiRequest<Path, Query> {
  readonly cluster: ServedCluster;
  /** The moment that the whole answer is about. */
  readonly state: ClusterState<Analysis>;
}

export interface ClusterRoute<Path, Query extends QueryShape> {
  readonly query: Query;
  readonly answer: (request: ClusterRequest<Path, Query>) => ApiAnswer | Promise<ApiAnswer>;
}

/** A route handler under `/api/v1/clusters/{cluster}`. */
export function clusterRoute<Path extends { readonly cluster: string }, const Query extends QueryShape>(
  route: ClusterRoute<Path, Query>,
) {
  return apiRoute<Path, Query>({
    query: route.query,
    answer(request) {
      const cluster = findCluster(request.path.cluster);
      if (cluster === null) return refuse('unknown-cluster', unknownCluster(request.path.cluster), 'cluster');
      return route.answer({ ...request, cluster, state: cluster.current() });
    },
  });
}

/** A document made from one state of a cluster by the route at `request.url`. */
export function stateDocument<Path, Query extends QueryShape>(
  { request, cluster, state }: ClusterRequest<Path, Query>,
  build: (analysis: Analysis) => unknown,
): ApiAnswer {
  return { kind: 'document', version: versionOf(request, cluster, state), build: () => build(state.analysis) };
}

/** Differs whenever the answer may: other process, other state, other question. */
export function versionOf(request: Request, cluster: ServedCluster, state: ClusterState<Analysis>): string {
  const { pathname, search } = new URL(request.url);
  return [bootId(), cluster.id, state.version, pathname, search].join(' ');
}

export function refuse(kind: ProblemKind, detail: string, parameter: string): { kind: 'problem'; problem: Problem } {
  return { kind: 'problem', problem: problem(kind, detail, { parameter }) };
}

function unknownCluster(id: string): string {
  const known = listClusters().map((cluster) => cluster.id);
  const answered = known.length === 0 ? 'No cluster is served here.' : `Served here: ${known.join(', ')}.`;
  return `There is no cluster "${id}". ${answered}`;
}
