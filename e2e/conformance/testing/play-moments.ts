import { analyze } from '../../../lib/analysis/analyze.ts';
import { kindOfCode } from '../../../lib/analysis/findings/all-rules.ts';
import { summarizeCluster } from '../../../lib/analysis/summarize-cluster.ts';
import { withSince } from '../../../lib/snapshot/answers-since.ts';
import type { EndpointSlice } from '../../../lib/snapshot/endpoint-slice.ts';
import { withTurns } from '../../../lib/snapshot/endpoint-turns.ts';
import type { Snapshot } from '../../../lib/snapshot/snapshot.ts';
import { type ActionInput, actionSchema } from '../../../simulator/actions/action.ts';
import { applyAction } from '../../../simulator/actions/apply-action.ts';
import { playConnections } from '../../../simulator/dataplane/play-connections.ts';
import { advance } from '../../../simulator/kernel/run-world.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import {
  addressOf,
  deployment,
  loadBalancerService,
  START_AT,
  smallCluster,
} from '../../../simulator/testing/small-cluster.ts';
import { captureWorld } from '../capture/capture-world.ts';

const BEGIN_MS = START_AT + 120_000;
const LENGTH_SECONDS = 360;
const STEP_SECONDS = 6;
const ACTION_SECONDS = 12;
/** Azure is read once a minute, its probes are asked twice. */
const AZURE_SECONDS = 60;
const PROBES_SECONDS = 30;
const CONNECTIONS = 200;

const pod = {
  terminationGracePeriodSeconds: 60,
  containers: [
    {
      name: 'web',
      ports: [{ name: 'http', containerPort: 8080 }],
      lifecycle: { preStop: { sleep: { seconds: 25 } } },
      readinessProbe: { httpGet: { path: '/', port: 'http' }, periodSeconds: 5 },
    },
  ],
  nodeSelector: { 'kubernetes.azure.com/agentpool': 'apps' },
  topologySpreadConstraints: [
    {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: { app: 'web' } },
      matchLabelKeys: ['pod-template-hash'],
      nodeTaintsPolicy: 'Honor',
    },
  ],
};
const spec = {
  minReadySeconds: 15,
  strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
};

const SMALL: ReadonlySet<string> = new Set(['low', 'info']);

/** Answers with the time since which they are the same. */
function dated(before: Snapshot | null, now: Snapshot): Snapshot {
  const last = new Map(before?.probes.ruleHealth.map((health) => [health.rule, health]));
  const ruleHealth = now.probes.ruleHealth.map((health) => withSince(last.get(health.rule), health));
  return { ...now, probes: { ...now.probes, ruleHealth } };
}

/** Snapshots of a world as a collector has them: Kubernetes as it is, Azure and its answers as they were. */
function collector(world: World): () => Snapshot {
  let azure: Snapshot | null = null;
  let probes: Snapshot | null = null;
  let slices = new Map<string, EndpointSlice>();
  const age = (snapshot: Snapshot): number => (world.now - Date.parse(snapshot.takenAt)) / 1000;
  return () => {
    const now = captureWorld(world, { withHealth: true }).snapshot;
    if (azure === null || age(azure) >= AZURE_SECONDS) azure = now;
    if (probes === null || age(probes) >= PROBES_SECONDS) probes = dated(probes, now);
    const isFirst = slices.size === 0;
    const watched = (now.kubernetes.endpointSlices ?? []).map((slice) =>
      isFirst ? slice : withTurns(slices.get(slice.name), slice, world.now),
    );
    slices = new Map(watched.map((slice) => [slice.name, slice]));
    return {
      ...now,
      kubernetes: { ...now.kubernetes, endpointSlices: watched },
      azure: azure.azure,
      probes: probes.probes,
      sources: { ...now.sources, azure: azure.sources.azure, probes: probes.sources.probes },
    };
  };
}

export interface Moment {
  readonly seconds: number;
  /** Share of connections that were not answered. */
  readonly lost: number;
  /** Titles of faults, and sentences of Services that lose connections. */
  readonly told: readonly string[];
  /** Codes of the faults. */
  readonly codes: readonly string[];
}

function toldOf(snapshot: Snapshot): Pick<Moment, 'told' | 'codes'> {
  const analysis = analyze(snapshot);
  const faults = analysis.findings.filter(({ code, severity }) => kindOfCode(code) === 'fault' && !SMALL.has(severity));
  const losing = summarizeCluster(analysis).services.filter(
    ({ lostShare, externalTrafficPolicy }) => lostShare[externalTrafficPolicy] > 0.01,
  );
  return {
    told: [...faults.map(({ code, title }) => `${code}: ${title}`), ...losing.map(({ sentence }) => sentence)],
    codes: faults.map(({ code }) => code),
  };
}

/** A well built Service to which something happens, moment by moment: what is lost, and what the dashboard tells. */
export function playMoments(policy: 'Cluster' | 'Local', action: ActionInput): readonly Moment[] {
  const service = loadBalancerService('web', 'web', { externalTrafficPolicy: policy });
  const world = smallCluster([deployment('web', { replicas: 3, pod, spec }), service]);
  const take = collector(world);
  const question = { port: 80, protocol: 'TCP', connections: CONNECTIONS, clients: 100, seed: 3 } as const;
  return Array.from({ length: LENGTH_SECONDS / STEP_SECONDS }, (_, index) => {
    const seconds = index * STEP_SECONDS;
    advance(world, BEGIN_MS + seconds * 1000);
    const frontendIp = addressOf(world, 'web');
    const lost = frontendIp === '' ? 0 : 1 - playConnections(world, { ...question, frontendIp }).answered / CONNECTIONS;
    const moment = { seconds, lost, ...toldOf(take()) };
    if (seconds === ACTION_SECONDS) applyAction(world, actionSchema.parse(action));
    return moment;
  });
}
