import type { Finding } from '../../report/finding.ts';
import type { Orphan } from '../../report/load-balancer-report.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { azNetwork, shellWord } from './commands.ts';
import { type ClusterFindingRule, docOf } from './finding-rule.ts';
import { count, names } from './wording.ts';

interface OrphanWords {
  readonly noun: string;
  readonly objectKind: string;
  readonly impact: string;
  /** Deletes one, with its load balancer. */
  readonly deleteArguments: (balancer: string, name: string) => string;
  readonly listArguments: (balancer: string) => string;
}

const WORDS: Readonly<Record<Orphan['kind'], OrphanWords>> = {
  rule: {
    noun: 'load balancing rule',
    objectKind: 'Rule',
    impact: 'None now; it counts against the limit of rules, and blocks its port on that address for a new Service.',
    deleteArguments: (balancer, name) => `lb rule delete --lb-name ${shellWord(balancer)} -n ${shellWord(name)}`,
    listArguments: (balancer) => `lb rule list --lb-name ${shellWord(balancer)} -o table`,
  },
  probe: {
    noun: 'probe',
    objectKind: 'Probe',
    impact: 'None; it stays on the load balancer without use.',
    deleteArguments: (balancer, name) => `lb probe delete --lb-name ${shellWord(balancer)} -n ${shellWord(name)}`,
    listArguments: (balancer) => `lb probe list --lb-name ${shellWord(balancer)} -o table`,
  },
  frontend: {
    noun: 'frontend',
    objectKind: 'Frontend',
    impact: 'None; it holds an address and counts against the limit of frontends.',
    deleteArguments: (balancer, name) => `lb frontend-ip delete --lb-name ${shellWord(balancer)} -n ${shellWord(name)}`,
    listArguments: (balancer) => `lb frontend-ip list --lb-name ${shellWord(balancer)} -o table`,
  },
  pool: {
    noun: 'backend pool',
    objectKind: 'Pool',
    impact: 'None; pools of Local Services stay behind when the Service is deleted.',
    deleteArguments: (balancer, name) =>
      `lb address-pool delete --lb-name ${shellWord(balancer)} -n ${shellWord(name)}`,
    listArguments: (balancer) => `lb address-pool list --lb-name ${shellWord(balancer)} -o table`,
  },
  'public-ip': {
    noun: 'public IP',
    objectKind: 'PublicIp',
    impact: 'None; it is billed and counts against the quota.',
    deleteArguments: (_balancer, name) => `public-ip delete -n ${shellWord(name)}`,
    listArguments: () => 'public-ip list -o table',
  },
};

/** One finding per load balancer that has orphans of this kind. docs/findings/orphan-<kind>.md. */
function orphanRule(kind: Orphan['kind']): ClusterFindingRule {
  const code = `orphan-${kind}`;
  return {
    code,
    kind: 'risk',
    check: ({ orphans, model }) =>
      [...orphans].flatMap(([balancer, all]) => {
        const own = all.filter((orphan) => orphan.kind === kind);
        return own.length > 0 ? [orphanFinding(model.snapshot, code, WORDS[kind], balancer, own)] : [];
      }),
  };
}

function orphanFinding(
  snapshot: Snapshot,
  code: string,
  words: OrphanWords,
  balancer: string,
  orphans: readonly Orphan[],
): Finding {
  const place = balancer === '' ? '' : ` on ${balancer}`;
  return {
    code,
    severity: 'low',
    title: `${count(orphans.length, `orphaned ${words.noun}`)}${place}: ${names(orphans.map((orphan) => orphan.name))}`,
    impact: words.impact,
    service: null,
    objects: orphans.map((orphan) => ({ kind: words.objectKind, namespace: null, name: orphan.name })),
    evidence: orphans.slice(0, 10).map((orphan) => ({
      text: `${orphan.name}: ${orphan.because}`,
      known: 'computed' as const,
      source: 'Azure, Services',
    })),
    fix: {
      text: 'Make sure that no other cluster or tool uses it, then delete it.',
      commands: orphans.slice(0, 5).map((orphan) => azNetwork(snapshot, words.deleteArguments(balancer, orphan.name))),
      patch: null,
    },
    verify: [{ command: azNetwork(snapshot, words.listArguments(balancer)), expect: 'it is not listed any more' }],
    doc: docOf(code),
  };
}

export const orphanRules: readonly ClusterFindingRule[] = (
  ['rule', 'probe', 'frontend', 'pool', 'public-ip'] as const
).map(orphanRule);
