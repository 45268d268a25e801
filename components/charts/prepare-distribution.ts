import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { fairShareOf } from '../service/fair-share.ts';
import { localShares } from '../service/local-shares.ts';
import type { PolicyTraffic } from '../service/prepare-variants.ts';

/** Share of one node or pod under both policies, between 0 and 1. */
export interface ShareItem {
  readonly name: string;
  readonly Cluster: number;
  readonly Local: number;
}

export interface Distribution {
  readonly kind: 'nodes' | 'pods';
  /** Largest under the viewed policy first. */
  readonly items: readonly ShareItem[];
  /** What each would get if all got the same. Null: there is none to share with. */
  readonly fairShare: number | null;
  readonly fairLabel: string;
}

type Both = Readonly<Record<TrafficPolicy, PolicyTraffic>>;

/** How new connections enter through nodes. Fair is an even spread over all members of the backend pool. */
export function prepareNodeDistribution(traffic: Both, viewed: TrafficPolicy): Distribution {
  const local = new Map(traffic.Local.nodes.map((node) => [node.name, node]));
  const items = traffic.Cluster.nodes
    .filter((node) => isUsed(node) || isUsed(local.get(node.name)))
    .map((node) => ({ name: node.name, Cluster: node.share, Local: local.get(node.name)?.share ?? 0 }));
  const members = traffic[viewed].nodes.filter(isUsed).length;
  return {
    kind: 'nodes',
    items: largestFirst(items, viewed),
    fairShare: members === 0 ? null : 1 / members,
    fairLabel: 'even over the pool',
  };
}

/** The pools of both policies may be two different ones. */
function isUsed(node: PolicyTraffic['nodes'][number] | undefined): boolean {
  return node !== undefined && (node.inPool || node.share > 0);
}

/** How new connections end on pods. Fair is an even spread of what is served over the pods that answer. */
export function preparePodDistribution(traffic: Both, viewed: TrafficPolicy): Distribution {
  const local = localShares(traffic);
  const items = traffic.Cluster.pods
    .map((pod, index) => ({
      name: pod.name,
      ready: pod.state === 'ready',
      Cluster: pod.share,
      Local: local[index] ?? 0,
    }))
    .filter((item) => item.ready || item.Cluster > 0 || item.Local > 0)
    .map(({ name, Cluster, Local }) => ({ name, Cluster, Local }));
  return {
    kind: 'pods',
    items: largestFirst(items, viewed),
    fairShare: fairShareOf(traffic[viewed]),
    fairLabel: `fair share under ${viewed}`,
  };
}

/** Up to this many bars can be told apart; more become a curve over ranks. */
const barsMax = 48;
const curvePoints = 200;

export interface ChartPoint extends ShareItem {
  /** Place in the order, from 1; of a curve the rank it stands for. */
  readonly rank: number;
}

export interface ChartData {
  readonly shape: 'bars' | 'curve';
  readonly points: readonly ChartPoint[];
}

/** Points to draw. A curve sorts each policy by itself, so both fall from the hottest to the coldest. */
export function chartDataOf({ items }: Distribution): ChartData {
  if (items.length <= barsMax) {
    return { shape: 'bars', points: items.map((item, index) => ({ ...item, rank: index + 1 })) };
  }
  const falling = (policy: TrafficPolicy) => items.map((item) => item[policy]).toSorted((a, b) => b - a);
  const [cluster, local] = [falling('Cluster'), falling('Local')];
  const count = Math.min(curvePoints, items.length);
  const points = Array.from({ length: count }, (_, step) => {
    const index = Math.round((step / (count - 1)) * (items.length - 1));
    return { rank: index + 1, name: `rank ${index + 1}`, Cluster: cluster[index] ?? 0, Local: local[index] ?? 0 };
  });
  return { shape: 'curve', points };
}

const tickSteps: readonly number[] = [0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.25];

/** Round marks of the share axis from 0 to above everything that is drawn, at most five. */
export function shareTicks(points: readonly ChartPoint[], fairShare: number | null): readonly number[] {
  const most = points.reduce((max, point) => Math.max(max, point.Cluster, point.Local), fairShare ?? 0);
  const step = tickSteps.find((candidate) => candidate * 4 >= most) ?? 0.25;
  const count = Math.max(1, Math.ceil(most / step - 1e-9));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** Of equal ones the order of the report stands. */
function largestFirst(items: readonly ShareItem[], viewed: TrafficPolicy): readonly ShareItem[] {
  const other: TrafficPolicy = viewed === 'Cluster' ? 'Local' : 'Cluster';
  return items.toSorted((a, b) => b[viewed] - a[viewed] || b[other] - a[other]);
}
