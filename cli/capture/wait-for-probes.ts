import { QUESTIONS_MAX } from '../../lib/collector/probes/node-side.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { nodeQuestions } from '../../lib/sources/probes/node-question.ts';

/** A cluster that is being read. */
export interface Reading {
  current(): { readonly snapshot: Snapshot };
  subscribe(listener: (next: { readonly snapshot: Snapshot }) => void): () => void;
}

/** Who is asked. */
export interface Asked {
  readonly azure: boolean;
  readonly nodes: boolean;
}

/**
 * Resolves when Azure has answered for every rule and every node for each of its ports, when Azure will not, or when the
 * time is over: whether a node will answer nobody knows.
 */
export function waitForProbes(cluster: Reading, seconds: number, asked: Asked): Promise<void> {
  const isWaiting = (snapshot: Snapshot): boolean =>
    (asked.azure && waitsForAzure(snapshot)) || (asked.nodes && waitsForNodes(snapshot));
  if (!isWaiting(cluster.current().snapshot)) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(finish, seconds * 1000);
    const unsubscribe = cluster.subscribe(({ snapshot }) => {
      if (!isWaiting(snapshot)) finish();
    });
  });
}

/** Rules whose members are probed, and of which no answer has come. */
export function unansweredRules({ azure, probes }: Snapshot): string[] {
  const keyOf = (loadBalancer: string, rule: string) => `${loadBalancer}/${rule}`.toLowerCase();
  const answered = new Set(probes.ruleHealth.map(({ loadBalancer, rule }) => keyOf(loadBalancer, rule)));
  return (azure.loadBalancers ?? []).flatMap(({ name, rules }) =>
    rules
      .filter((rule) => rule.probeId !== null && !answered.has(keyOf(name, rule.name)))
      .map((rule) => `${name}/${rule.name}`),
  );
}

function waitsForAzure(snapshot: Snapshot): boolean {
  const health = snapshot.sources.probes.resources.find(({ resource }) => resource === 'ruleHealth');
  return health?.state !== 'denied' && unansweredRules(snapshot).length > 0;
}

function waitsForNodes({ kubernetes, probes }: Snapshot): boolean {
  const answered = new Set(probes.observed.map(({ node, port }) => `${node}:${port}`));
  return nodeQuestions(kubernetes, QUESTIONS_MAX).some(({ node, port }) => !answered.has(`${node}:${port}`));
}
