import type { KubernetesPart } from '../kubernetes-part.ts';
import type { Loaded } from '../snapshot.ts';
import type { BundleList } from './bundle-list.ts';
import type { BundleProblem } from './bundle-problem.ts';
import { type DecodedList, decodeList, type Outcome } from './decode-list.ts';
import { gatherKubernetes } from './gather.ts';
import { hostRouteKinds } from './host-route-lists.ts';
import { kubernetesLists } from './kubernetes-lists.ts';

/** How a list went, and what to say when it is needed and not there. */
export interface ListOutcome extends Outcome {
  readonly list: Pick<BundleList<unknown>, 'path' | 'command' | 'required' | 'isList'>;
}

export interface DecodedPart<Part> {
  readonly part: Part;
  readonly outcomes: readonly ListOutcome[];
  readonly problems: readonly BundleProblem[];
  /** Files that hold nothing of interest. */
  readonly ignored: readonly string[];
}

/** Null only when no kind was loaded; which were is told by their statuses. */
function merge<T>(parts: readonly Loaded<T>[]): Loaded<T> {
  return parts.every((part) => part === null) ? null : parts.flatMap((part) => part ?? []);
}

/** Reads the files of the API server. Workloads come in the order of their kinds. */
export function decodeKubernetes(files: ReadonlyMap<string, string>): DecodedPart<KubernetesPart> {
  const gathered = gatherKubernetes(files, Object.values(kubernetesLists));
  const outcomes: ListOutcome[] = [];
  const problems: BundleProblem[] = [...gathered.problems];
  const read = <T>(list: BundleList<T>): Loaded<T> => {
    const decoded: DecodedList<T> = decodeList(list, gathered.lists.get(list.path) ?? { kind: 'absent' });
    outcomes.push({ ...decoded.outcome, list });
    problems.push(...decoded.problems);
    return decoded.values;
  };
  const part: KubernetesPart = {
    services: read(kubernetesLists.services),
    endpointSlices: read(kubernetesLists.endpointSlices),
    nodes: read(kubernetesLists.nodes),
    pods: read(kubernetesLists.pods),
    workloads: merge([
      read(kubernetesLists.deployments),
      read(kubernetesLists.replicaSets),
      read(kubernetesLists.statefulSets),
      read(kubernetesLists.daemonSets),
    ]),
    disruptionBudgets: read(kubernetesLists.disruptionBudgets),
    autoscalers: read(kubernetesLists.autoscalers),
    networkPolicies: read(kubernetesLists.networkPolicies),
    hostRoutes: merge(hostRouteKinds.map(({ list }) => read(list))),
    events: read(kubernetesLists.events),
    leases: read(kubernetesLists.leases),
  };
  return { part, outcomes, problems, ignored: gathered.ignored };
}
