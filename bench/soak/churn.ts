import { seededRandom } from '../cluster/seeded-random.ts';

/** What there is to do something to, by name. */
export interface Known {
  readonly nodes: readonly string[];
  readonly pods: readonly string[];
  readonly deployments: readonly string[];
  readonly services: readonly string[];
}

export interface Planned {
  readonly action: object;
  /** What undoes it, and after how many seconds; null: nothing has to. */
  readonly mend: { readonly action: object; readonly afterSeconds: number } | null;
}

type Deed = (known: Known, pick: <T>(items: readonly T[]) => T, upTo: (limit: number) => number) => Planned;

const spots = (known: Known): readonly string[] => known.nodes.filter((name) => name.startsWith('aks-spot-'));

/** The deeds; one that stands twice is done twice as often. */
const deeds: readonly Deed[] = [
  ...Array.from(
    { length: 4 },
    (): Deed => (known, pick, upTo) => {
      const pod = pick(known.pods);
      return {
        action: { do: 'pod', pod, state: 'unready' },
        mend: { action: { do: 'pod', pod, state: 'ready' }, afterSeconds: 8 + upTo(20) },
      };
    },
  ),
  ...Array.from(
    { length: 3 },
    (): Deed => (known, pick) => ({
      action: { do: 'restart', workload: pick(known.deployments) },
      mend: null,
    }),
  ),
  (known, pick, upTo) => ({
    action: { do: 'scale', workload: pick(known.deployments), replicas: 6 + upTo(8) },
    mend: null,
  }),
  (known, pick, upTo) => ({
    action: { do: 'evict', node: pick(spots(known)) },
    mend: { action: { do: 'add-node', pool: 'spot' }, afterSeconds: 40 + upTo(30) },
  }),
  (known, pick, upTo) => {
    const node = pick(known.nodes);
    return {
      action: { do: 'drain', node },
      mend: { action: { do: 'cordon', node, off: true }, afterSeconds: 30 + upTo(30) },
    };
  },
  (known, pick, upTo) => {
    const node = pick(known.nodes);
    return {
      action: { do: 'kill', node, how: 'hang' },
      mend: { action: { do: 'revive', node }, afterSeconds: 20 + upTo(80) },
    };
  },
  (known, pick, upTo) => {
    const node = pick(known.nodes);
    return {
      action: { do: 'kube-proxy', node, state: 'stopped' },
      mend: { action: { do: 'kube-proxy', node, state: 'running' }, afterSeconds: 20 + upTo(40) },
    };
  },
  (known, pick, upTo) => ({
    action: { do: 'label', object: `Node ${pick(known.nodes)}`, labels: { 'soak/turn': `${upTo(1_000)}` } },
    mend: null,
  }),
  (known, pick, upTo) => ({
    action: { do: 'policy', service: pick(known.services), policy: upTo(2) === 0 ? 'Local' : 'Cluster' },
    mend: null,
  }),
];

/** Plans one deed after the other, the same ones for the same seed and the same things known. */
export function planChurn(seed: number): (known: Known) => Planned {
  const random = seededRandom(seed);
  const upTo = (limit: number): number => random.below(limit);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[upTo(items.length)];
    if (item === undefined) throw new Error('there is nothing to choose from');
    return item;
  };
  return (known) => pick(deeds)(known, pick, upTo);
}
