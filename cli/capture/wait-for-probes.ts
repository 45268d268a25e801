import type { ServedCluster } from '../../lib/server/registry.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';

/** Resolves when Azure has answered for every rule, when it will not, or when the time is over. */
export function waitForProbes(cluster: ServedCluster, seconds: number): Promise<void> {
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

function isWaiting(snapshot: Snapshot): boolean {
  const health = snapshot.sources.probes.resources.find(({ resource }) => resource === 'ruleHealth');
  return health?.state !== 'denied' && unansweredRules(snapshot).length > 0;
}
