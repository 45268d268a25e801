import type { ClusterConfig } from './config.ts';
import type { ReadSettings } from './read-settings.ts';
import type { Resolved } from './resolve-access.ts';
import type { ClusterEntry } from './settings.ts';

type AzureHints = Pick<ClusterConfig, 'managedClusterId' | 'subscription' | 'nodeResourceGroup'>;

/** The clusters to read. None when only bundles are shown; the one at hand when nothing is named at all. */
export function resolveClusters(settings: ReadSettings): Resolved<readonly ClusterConfig[]> {
  const { values, clusters: entries } = settings;
  const contexts = values.contexts ?? [];
  const problems = [...hintProblems(settings), ...entries.flatMap(entryProblems)];
  if (problems.length > 0) return { ok: false, problems };
  const hints = hintsOf(values);
  const named: ClusterConfig[] = [
    ...contexts.map((context) => ({ id: null, from: { kind: 'context' as const, context }, ...hints })),
    ...entries.map(fromEntry),
  ];
  const nothingNamed = named.length === 0 && (values.bundles ?? []).length === 0 && values.scenario === undefined;
  return { ok: true, value: nothingNamed ? [{ id: null, from: { kind: 'default' }, ...hints }] : named };
}

function hintsOf(given: ReadSettings['values'] | ClusterEntry): AzureHints {
  return {
    managedClusterId: given.managedClusterId ?? null,
    subscription: given.subscription ?? null,
    nodeResourceGroup: given.nodeResourceGroup ?? null,
  };
}

/** Flags can describe one cluster only. */
function hintProblems({ values, nameOf, clusters }: ReadSettings): string[] {
  const count = (values.contexts ?? []).length + clusters.length;
  const given = (['managedClusterId', 'subscription', 'nodeResourceGroup'] as const).filter(
    (name) => values[name] !== undefined,
  );
  if (count < 2 || given.length === 0) return [];
  return given.map(
    (name) =>
      `${nameOf(name)}: there are ${count} clusters; set it per cluster, under "clusters" in the configuration file`,
  );
}

function entryProblems(entry: ClusterEntry, index: number): string[] {
  const ways = [entry.context, entry.inCluster].filter((way) => way !== undefined);
  return ways.length === 1 ? [] : [`clusters.${index}: set either "context" or "inCluster": true`];
}

function fromEntry(entry: ClusterEntry): ClusterConfig {
  const { id = null, context } = entry;
  const from = context === undefined ? ({ kind: 'in-cluster' } as const) : ({ kind: 'context', context } as const);
  return { id, from, ...hintsOf(entry) };
}
