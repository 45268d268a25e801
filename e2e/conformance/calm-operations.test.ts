import { describe, expect, it } from 'vitest';
import { analyze } from '../../lib/analysis/analyze.ts';
import { kindOfCode } from '../../lib/analysis/findings/all-rules.ts';
import { summarizeCluster } from '../../lib/analysis/summarize-cluster.ts';
import type { EndpointSlice } from '../../lib/snapshot/endpoint-slice.ts';
import { withTurns } from '../../lib/snapshot/endpoint-turns.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { type ActionInput, actionSchema } from '../../simulator/actions/action.ts';
import { applyAction } from '../../simulator/actions/apply-action.ts';
import { playConnections } from '../../simulator/dataplane/play-connections.ts';
import { advance } from '../../simulator/kernel/run-world.ts';
import type { World } from '../../simulator/kernel/world.ts';
import {
  addressOf,
  deployment,
  loadBalancerService,
  START_AT,
  smallCluster,
} from '../../simulator/testing/small-cluster.ts';
import { captureWorld } from './capture/capture-world.ts';

const BEGIN_MS = START_AT + 120_000;
const LENGTH_SECONDS = 360;
const STEP_SECONDS = 6;
const ACTION_SECONDS = 12;
/** Azure is read once a minute, its probes are asked twice. */
const AZURE_SECONDS = 60;
const PROBES_SECONDS = 30;
/** What was true so shortly before or after may still, or already, be told. */
const NEAR_SECONDS = 24;
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

const interval = 'service.beta.kubernetes.io/azure-load-balancer-health-probe-interval';
const operations: Readonly<Record<string, ActionInput>> = {
  'a rollout': { do: 'restart', workload: 'shop/web' },
  'scaling up': { do: 'scale', workload: 'shop/web', replicas: 6 },
  'scaling down': { do: 'scale', workload: 'shop/web', replicas: 2 },
  'a drain': { do: 'drain', node: 'hosting:web' },
  'a drain of a node without its pods': { do: 'drain', node: 'pool:spot' },
  'an upgrade of the pool': { do: 'upgrade', pool: 'apps' },
  'new nodes': { do: 'add-node', pool: 'apps', count: 2 },
  'a cordoned node': { do: 'cordon', node: 'pool:apps' },
  'an empty node removed': { do: 'scale-down', node: 'pool:spot' },
  'another Service': { do: 'apply', manifest: loadBalancerService('next', 'web') },
  'another Service with policy Local': {
    do: 'apply',
    manifest: loadBalancerService('next', 'web', { externalTrafficPolicy: 'Local' }),
  },
  'the end of the Service': { do: 'delete', object: 'Service shop/web' },
  'another probe interval': { do: 'annotate', object: 'Service shop/web', annotations: { [interval]: '10' } },
};

/** Snapshots of a world as a collector has them: Kubernetes as it is, Azure and its answers as they were. */
function collector(world: World): () => Snapshot {
  let azure: Snapshot | null = null;
  let probes: Snapshot | null = null;
  let slices = new Map<string, EndpointSlice>();
  const age = (snapshot: Snapshot): number => (world.now - Date.parse(snapshot.takenAt)) / 1000;
  return () => {
    const now = captureWorld(world, { withHealth: true }).snapshot;
    if (azure === null || age(azure) >= AZURE_SECONDS) azure = now;
    if (probes === null || age(probes) >= PROBES_SECONDS) probes = now;
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

interface Moment {
  readonly seconds: number;
  /** Share of connections that were not answered. */
  readonly lost: number;
  readonly told: readonly string[];
}

function toldOf(snapshot: Snapshot): readonly string[] {
  const analysis = analyze(snapshot);
  const faults = analysis.findings.filter(({ code, severity }) => kindOfCode(code) === 'fault' && severity !== 'low');
  const losing = summarizeCluster(analysis).services.filter(
    ({ lostShare, externalTrafficPolicy }) => lostShare[externalTrafficPolicy] > 0.01,
  );
  return [...faults.map(({ code, title }) => `${code}: ${title}`), ...losing.map(({ sentence }) => sentence)];
}

function watch(policy: 'Cluster' | 'Local', action: ActionInput): readonly Moment[] {
  const service = loadBalancerService('web', 'web', { externalTrafficPolicy: policy });
  const world = smallCluster([deployment('web', { replicas: 3, pod, spec }), service]);
  const take = collector(world);
  const question = { port: 80, protocol: 'TCP', connections: CONNECTIONS, clients: 100, seed: 3 } as const;
  return Array.from({ length: LENGTH_SECONDS / STEP_SECONDS }, (_, index) => {
    const seconds = index * STEP_SECONDS;
    advance(world, BEGIN_MS + seconds * 1000);
    const frontendIp = addressOf(world, 'web');
    const lost = frontendIp === '' ? 0 : 1 - playConnections(world, { ...question, frontendIp }).answered / CONNECTIONS;
    const moment = { seconds, lost, told: toldOf(take()) };
    if (seconds === ACTION_SECONDS) applyAction(world, actionSchema.parse(action));
    return moment;
  });
}

const cases = (['Cluster', 'Local'] as const).flatMap((policy) =>
  Object.entries(operations).map(([name, action]) => ({ policy, name, action })),
);

describe.each(cases)('$name under $policy', ({ policy, action }) => {
  const moments = watch(policy, action);

  it('is called a fault only while connections are lost', () => {
    const invented = moments.filter(
      ({ seconds, told }) =>
        told.length > 0 &&
        !moments.some((other) => other.lost > 0 && Math.abs(other.seconds - seconds) <= NEAR_SECONDS),
    );
    expect(invented).toEqual([]);
  });

  it('loses no connections for longer than that without being told of', () => {
    const silent = moments.filter(({ seconds, lost }) => {
      if (lost < 0.02) return false;
      const near = moments.filter((other) => Math.abs(other.seconds - seconds) <= NEAR_SECONDS);
      return near.every((other) => other.told.length === 0) && near.filter((other) => other.lost >= 0.02).length > 2;
    });
    expect(silent).toEqual([]);
  });
});
