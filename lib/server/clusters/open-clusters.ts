import { bundleCluster } from '../../collector/bundle-cluster.ts';
import { clusterAnalyzer } from '../../collector/cluster-analyzer.ts';
import type { SubscriptionUsage } from '../../sources/azure/call-usage.ts';
import type { ServerConfig } from '../config/config.ts';
import type { Log } from '../log.ts';
import type { ServedCluster } from '../registry.ts';
import { clusterIds } from './cluster-ids.ts';
import { embeddedExample } from './embedded-example.ts';
import { findTargets } from './find-targets.ts';
import { type LiveTarget, startTarget } from './live-clusters.ts';
import { type ArmAccess, openArm } from './open-arm.ts';
import { type OpenedBundle, openBundles } from './open-bundles.ts';

export type OpenedClusters =
  | {
      readonly ok: true;
      readonly clusters: readonly ServedCluster[];
      /** What each subscription was asked so far. */
      readonly armUsage: () => readonly SubscriptionUsage[];
      /** Worth telling whoever started the server. */
      readonly notices: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Opens everything that is to be shown. Not ok: a bundle or a context that was named cannot be used. */
export async function openClusters(config: ServerConfig, log: Log): Promise<OpenedClusters> {
  const opened = await openArm(config.azure);
  if (!opened.ok) return { ok: false, problems: [opened.problem] };
  const found = findTargets(config, opened.arm);
  const example = found.isEmpty ? [embeddedExample] : [];
  const bundles = await openBundles([...config.bundles, ...example]);
  const problems = [...found.problems, ...(bundles.ok ? [] : bundles.problems)];
  if (problems.length > 0 || !bundles.ok) return { ok: false, problems };
  for (const problem of bundles.bundles.flatMap((bundle) => bundle.problems))
    log.warn({ problem }, 'bundle read in part');
  return {
    ok: true,
    clusters: startAll(bundles.bundles, found.targets, opened.arm, log),
    armUsage: () => (opened.arm.kind === 'connected' ? opened.arm.connection.usage() : []),
    notices: found.isEmpty ? [exampleNotice] : [],
  };
}

const exampleNotice =
  'No kubeconfig was found, so a recorded example is shown. Name a cluster with --context, or a recording with --bundle.';

function startAll(
  bundles: readonly OpenedBundle[],
  targets: readonly LiveTarget[],
  arm: ArmAccess,
  log: Log,
): readonly ServedCluster[] {
  const ids = clusterIds([...bundles.map(({ snapshot }) => snapshot.cluster), ...targets.map(({ name }) => name)]);
  const id = (index: number): string => ids[index] ?? `cluster-${index}`;
  return [
    ...bundles.map(({ path, snapshot }, index): ServedCluster => {
      const cluster = bundleCluster(id(index), snapshot, clusterAnalyzer);
      return path === embeddedExample ? { ...cluster, origin: 'embedded' } : cluster;
    }),
    ...targets.map((target, index) => startTarget(id(bundles.length + index), target, arm, log)),
  ];
}
