import type { Analysis } from '../../analysis/analysis.ts';
import { defaultSettings } from '../../analysis/settings.ts';
import type { Analyzer } from '../../collector/analyzer.ts';
import { bundleCluster } from '../../collector/bundle-cluster.ts';
import { clusterAnalyzer } from '../../collector/cluster-analyzer.ts';
import type { SubscriptionUsage } from '../../sources/azure/call-usage.ts';
import type { ServerConfig } from '../config/config.ts';
import { readAcknowledgements } from '../config/read-acknowledgements.ts';
import { serveEmbedded } from '../embedded/served-embedded.ts';
import type { Log } from '../log.ts';
import type { ServedCluster } from '../registry.ts';
import { clusterIds } from './cluster-ids.ts';
import { connectEmbeddedArm, type EmbeddedAks } from './embedded-aks.ts';
import { findTargets } from './find-targets.ts';
import { findTarget, type LiveTarget, startTarget } from './live-clusters.ts';
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
export async function openClusters(
  config: ServerConfig,
  log: Log,
  startEmbedded: (scenario: string) => Promise<EmbeddedAks>,
): Promise<OpenedClusters> {
  const opened = await openArm(config.azure);
  if (!opened.ok) return { ok: false, problems: [opened.problem] };
  const found = findTargets(config, opened.arm);
  const bundles = await openBundles(config.bundles);
  const known = config.acknowledgements === null ? NONE : readAcknowledgements(config.acknowledgements);
  const problems = [found, bundles, known].flatMap((part) => ('problems' in part ? part.problems : []));
  if (problems.length > 0 || !bundles.ok || !known.ok) return { ok: false, problems };
  const wanted = config.scenario ?? (found.isEmpty ? DEFAULT_SCENARIO : null);
  const embedded = wanted === null ? null : await openEmbedded(wanted, startEmbedded);
  if (embedded?.ok === false) return { ok: false, problems: [embedded.problem] };
  for (const problem of bundles.bundles.flatMap((bundle) => bundle.problems))
    log.warn({ problem }, 'bundle read in part');
  const analyzer = clusterAnalyzer({ ...defaultSettings, ...config.assumptions, acknowledgements: known.value });
  return {
    ok: true,
    clusters: startAll(bundles.bundles, found.targets, opened.arm, embedded, log, analyzer, config.probeNodes),
    armUsage: () =>
      [opened.arm, embedded?.arm].flatMap((arm) => (arm?.kind === 'connected' ? arm.connection.usage() : [])),
    notices: embedded === null ? [] : embeddedNotices(embedded.aks, config.scenario),
  };
}

const NONE = { ok: true, value: [] } as const;

const DEFAULT_SCENARIO = 'spot-eviction-cluster';

/** `asked` null: it is shown because nothing was named. */
function embeddedNotices({ scenario, armUrl }: EmbeddedAks, asked: string | null): readonly string[] {
  const shown =
    asked === null
      ? `No cluster was named: showing an embedded AKS that plays the scenario ${scenario}. Name a cluster with --context, a recording with --bundle, another scenario with --scenario.`
      : `Showing an embedded AKS that plays the scenario ${scenario}.`;
  return [shown, `Its control API is at ${armUrl}/control; \`simulate --help\` says what can be done to it.`];
}

interface OpenedEmbedded {
  readonly ok: true;
  readonly aks: EmbeddedAks;
  readonly target: LiveTarget;
  readonly arm: ArmAccess;
}

async function openEmbedded(
  scenario: string,
  start: (scenario: string) => Promise<EmbeddedAks>,
): Promise<OpenedEmbedded | { readonly ok: false; readonly problem: string }> {
  try {
    const aks = await start(scenario);
    const arm = connectEmbeddedArm(aks);
    const { managedClusterId, subscriptionId: subscription, nodeResourceGroup } = aks;
    const config = { id: null, from: { kind: 'default' as const }, managedClusterId, subscription, nodeResourceGroup };
    const found = findTarget(config, { kind: 'file', path: aks.kubeconfigPath }, arm);
    return found.ok ? { ok: true, aks, target: found.target, arm } : { ok: false, problem: found.message };
  } catch (error) {
    return { ok: false, problem: `--scenario: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function startAll(
  bundles: readonly OpenedBundle[],
  targets: readonly LiveTarget[],
  arm: ArmAccess,
  embedded: OpenedEmbedded | null,
  log: Log,
  analyzer: Analyzer<Analysis>,
  probeNodes: boolean,
): readonly ServedCluster[] {
  const names = [...targets.map(({ name }) => name), ...(embedded === null ? [] : [embedded.target.name])];
  const ids = clusterIds([...bundles.map(({ snapshot }) => snapshot.cluster), ...names]);
  const id = (index: number): string => ids[index] ?? `cluster-${index}`;
  const live = targets.map((target, index) =>
    startTarget(id(bundles.length + index), target, arm, log, analyzer, { probeNodes }),
  );
  return [
    ...bundles.map(({ snapshot }, index) => bundleCluster(id(index), snapshot, analyzer)),
    ...live,
    ...(embedded === null ? [] : [startEmbeddedCluster(id(bundles.length + live.length), embedded, log, analyzer)]),
  ];
}

/** Its process ends with the reading of it. */
function startEmbeddedCluster(
  id: string,
  { target, arm, aks }: OpenedEmbedded,
  log: Log,
  analyzer: Analyzer<Analysis>,
): ServedCluster {
  const cluster = startTarget(id, target, arm, log, analyzer, { origin: 'embedded' });
  serveEmbedded(`${aks.armUrl}/control`);
  const stop = async (): Promise<void> => {
    serveEmbedded(null);
    await cluster.stop();
    aks.stop();
  };
  return { ...cluster, stop };
}
