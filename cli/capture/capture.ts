import { defaultSettings } from '../../lib/analysis/settings.ts';
import { clusterAnalyzer } from '../../lib/collector/cluster-analyzer.ts';
import { findTargets } from '../../lib/server/clusters/find-targets.ts';
import { type LiveTarget, startTarget } from '../../lib/server/clusters/live-clusters.ts';
import { type ArmAccess, openArm } from '../../lib/server/clusters/open-arm.ts';
import { readClusterConfig } from '../../lib/server/config/read-cluster-config.ts';
import { processLog } from '../../lib/server/log.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { writeBundle } from '../../lib/sources/bundle/write-bundle.ts';
import { type CliIo, exitCodes } from '../output/cli-io.ts';
import { missingLines } from './missing-lines.ts';
import { reportProgress } from './report-progress.ts';
import { waitForProbes } from './wait-for-probes.ts';

export interface CaptureOptions {
  /** By name, without dashes. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly env: NodeJS.ProcessEnv;
  /** Null: named after cluster and time. */
  readonly out: string | null;
  readonly waitSeconds: number;
}

/** Records a live cluster. Answers the exit code. */
export async function capture(options: CaptureOptions, io: CliIo): Promise<number> {
  const found = await findOne(options);
  if (!found.ok) return refuse(found.problems, io);
  const { target, arm, probeNodes } = found;
  io.err(`Reading ${target.name} at ${target.access.server}\n`);
  const snapshot = await record({ target, arm, probeNodes }, options.waitSeconds, io);
  const { services, endpointSlices, nodes } = snapshot.kubernetes;
  if (services === null && endpointSlices === null && nodes === null) {
    return refuse([snapshot.sources.kubernetes.error ?? 'Nothing of the cluster could be read.'], io);
  }
  const out = options.out ?? `${target.name.replaceAll(/[^\w.-]+/g, '-')}-${compactTime(snapshot.takenAt)}.tgz`;
  const written = await writeBundle(snapshot, out);
  if (!written.ok) return refuse([written.message], io);
  for (const line of missingLines(snapshot)) io.err(`${line}\n`);
  io.out(`${out}\n`);
  return exitCodes.good;
}

interface One {
  readonly target: LiveTarget;
  readonly arm: ArmAccess;
  readonly probeNodes: boolean;
}

type FoundOne = ({ readonly ok: true } & One) | { readonly ok: false; readonly problems: readonly string[] };

async function findOne({ flags, env }: CaptureOptions): Promise<FoundOne> {
  const config = readClusterConfig(flags, env);
  if (!config.ok) return config;
  const { azure, kubeconfig, cluster, probeNodes } = config.value;
  const arm = await openArm(azure);
  if (!arm.ok) return { ok: false, problems: [arm.problem] };
  const { targets, problems } = findTargets({ clusters: [cluster], kubeconfig }, arm.arm);
  const [target] = targets;
  if (target !== undefined) return { ok: true, target, arm: arm.arm, probeNodes };
  const none = 'There is no kubeconfig. Name one with --kubeconfig, or get one: az aks get-credentials --help';
  return { ok: false, problems: problems.length > 0 ? problems : [none] };
}

async function record({ target, arm, probeNodes }: One, waitSeconds: number, io: CliIo): Promise<Snapshot> {
  const analyzer = clusterAnalyzer(defaultSettings);
  const cluster = startTarget(target.name, target, arm, processLog(), analyzer, { probeNodes });
  const stopReporting = reportProgress(cluster, io);
  try {
    await cluster.settled;
    await waitForProbes(cluster, waitSeconds, { azure: arm.kind === 'connected', nodes: probeNodes });
    return cluster.current().snapshot;
  } finally {
    stopReporting();
    await cluster.stop();
  }
}

/** `2026-11-21T02:00:00.000Z` → `20261121T020000Z`. */
function compactTime(at: string): string {
  return at.replaceAll(/[-:]|\.\d+/g, '');
}

function refuse(problems: readonly string[], io: CliIo): number {
  for (const problem of problems) io.err(`${problem}\n`);
  return exitCodes.badInput;
}
