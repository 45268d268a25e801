import type { TrafficPolicy } from '../../snapshot/service.ts';
import type { Loaded } from '../../snapshot/snapshot.ts';
import type { Workload } from '../../snapshot/workload.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { hasRule } from '../findings/rotation-members.ts';
import { explicitMarkDownSeconds, type ProbeConfig } from '../policy/probe-config.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { withPolicy } from '../service/with-policy.ts';
import { workloadsBehind } from './lifecycle-index.ts';
import { type DrainQuestion, type ShutdownNeed, shutdownNeed } from './shutdown-need.ts';
import { type ShutdownTimeline, shutdownTimeline } from './shutdown-timeline.ts';

/** One workload behind a Service, under the policy that the Service has. */
export interface WorkloadLifecycle {
  readonly workload: Workload;
  readonly need: ShutdownNeed;
  readonly timeline: ShutdownTimeline;
}

const NOTHING: readonly WorkloadLifecycle[] = [];
const known = new WeakMap<ServiceModel, { from: Loaded<Workload>; all: readonly WorkloadLifecycle[] }>();

/** Without one there is nothing to say of the life of pods. */
export function hasWorkloads({ snapshot }: ClusterModel): boolean {
  return (snapshot.kubernetes.workloads?.length ?? 0) > 0;
}

/** Empty: no rule, or no workload is known. Made once for each Service and list of workloads. */
export function lifecyclesOf(
  service: ServiceModel,
  { snapshot, settings }: ClusterModel,
): readonly WorkloadLifecycle[] {
  const made = known.get(service);
  if (made?.from === snapshot.kubernetes.workloads) return made.all;
  const workloads = workloadsBehind(service.service, snapshot);
  const need = workloads.length === 0 ? null : needOf(service, service.service.externalTrafficPolicy, settings);
  const all =
    need === null
      ? NOTHING
      : workloads.map((workload) => ({ workload, need, timeline: shutdownTimeline(workload, need, settings) }));
  known.set(service, { from: snapshot.kubernetes.workloads, all });
  return all;
}

/** How long a deleted pod of the Service gets new connections under a policy. Null: no port has a rule. */
export function needOf(
  service: ServiceModel,
  policy: TrafficPolicy,
  settings: ClusterModel['settings'],
): ShutdownNeed | null {
  const question = drainQuestion(service, policy);
  return question === null ? null : shutdownNeed(question, settings);
}

/** The slowest probe of kube-proxy's health-check port decides; without one, the first probe there is. */
function drainQuestion(service: ServiceModel, policy: TrafficPolicy): DrainQuestion | null {
  const ports = service.ports.filter(hasRule);
  if (ports.length === 0) return null;
  const { healthCheckNodePort } = withPolicy(service.service, policy);
  const probes = ports.flatMap((port) => port.policies[policy].probe ?? []);
  const slowest = probes.filter((probe) => probe.port === healthCheckNodePort).reduce(slower, null);
  return { policy, probe: slowest ?? probes[0] ?? null, asksHealthCheckPort: slowest !== null };
}

function slower(a: ProbeConfig | null, b: ProbeConfig): ProbeConfig {
  return a !== null && explicitMarkDownSeconds(a)[1] >= explicitMarkDownSeconds(b)[1] ? a : b;
}
