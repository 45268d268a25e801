import type { PolicyPod } from '../../../lib/report/policy-report.ts';
import { packNames, unpackNames } from './front-coding.ts';
import { packNumbers, unpackNumbers } from './number-runs.ts';
import { type PackedColumn, packColumn, unpackColumn } from './packed-column.ts';

/** What is the same under both policies. */
type PodIdentity = Pick<PolicyPod, 'namespace' | 'name' | 'ip' | 'node'>;
type PodStanding = Pick<PolicyPod, 'state' | 'answers' | 'share'>;

/** Every pod once, by node, and for each list of pods how each stands there. */
export interface PackedPods {
  readonly namespaces: PackedColumn<string>;
  readonly names: string;
  readonly ips: string;
  /** Position in the table of nodes, then in `otherNodes`; −1 without a node. */
  readonly nodes: string;
  /** Nodes that endpoints name and that the table does not have. */
  readonly otherNodes: readonly string[];
  /** Null: the pod is not in that list. */
  readonly lists: readonly PackedColumn<PodStanding | null>[];
}

/** Lists of pods, each in the order of the report: by name, then address. */
export function packPods(lists: readonly (readonly PolicyPod[])[], nodeNames: readonly string[]): PackedPods {
  const table = new Map<string, PodIdentity>();
  const keyed = lists.map((pods) => new Map(keysOf(pods).map((key, index) => [key, pods[index]])));
  for (const list of keyed) for (const [key, pod] of list) if (pod && !table.has(key)) table.set(key, pod);
  const places = new Map(nodeNames.map((name, index) => [name, index]));
  const otherNodes: string[] = [];
  const placeOf = ({ node }: PodIdentity): number => {
    if (node === null) return -1;
    const known = places.get(node);
    if (known !== undefined) return known;
    places.set(node, nodeNames.length + otherNodes.length);
    return nodeNames.length + otherNodes.push(node) - 1;
  };
  const placed = [...table].map(([key, pod]) => ({ key, pod, place: placeOf(pod) }));
  placed.sort((a, b) => a.place - b.place || compare(a.pod.ip, b.pod.ip));
  return {
    namespaces: packColumn(placed.map(({ pod }) => pod.namespace)),
    names: packNames(placed.map(({ pod }) => pod.name)),
    ips: packNames(placed.map(({ pod }) => pod.ip)),
    nodes: packNumbers(placed.map(({ place }) => place)),
    otherNodes,
    lists: keyed.map((list) => packColumn(placed.map(({ key }) => standingOf(list.get(key))))),
  };
}

export function unpackPods(packed: PackedPods, nodeNames: readonly string[]): PolicyPod[][] {
  const namespaces = unpackColumn(packed.namespaces);
  const [names, ips] = [unpackNames(packed.names), unpackNames(packed.ips)];
  const nodes = [...nodeNames, ...packed.otherNodes];
  const pods = unpackNumbers(packed.nodes).map((place, index) => ({
    namespace: namespaces[index] ?? '',
    name: names[index] ?? '',
    ip: ips[index] ?? '',
    node: nodes[place] ?? null,
  }));
  // Sorted once for all lists: an order of the whole is the order of each part.
  const order = pods.map((_, index) => index);
  order.sort((a, b) => compare(names[a], names[b]) || compare(ips[a], ips[b]));
  return packed.lists.map((list) => {
    const standings = unpackColumn(list);
    return order.flatMap((index) => {
      const [pod, standing] = [pods[index], standings[index]];
      return pod && standing ? [{ ...pod, ...standing }] : [];
    });
  });
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What names a pod in every list, also where a list names it twice. */
function keysOf(pods: readonly PolicyPod[]): string[] {
  const seen = new Map<string, number>();
  return pods.map(({ namespace, name, ip, node }) => {
    const key = `${namespace}/${name} ${ip} ${node ?? ''}`;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return times === 1 ? key : `${key} ${times}`;
  });
}

function standingOf(pod: PolicyPod | undefined): PodStanding | null {
  return pod === undefined ? null : { state: pod.state, answers: pod.answers, share: pod.share };
}
