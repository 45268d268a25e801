import type { Workload } from '../../snapshot/workload.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { zoneCount } from '../lifecycle/node-classes.ts';
import { HOST_KEY, isSpreadOver, REVISION_KEY, ZONE_KEY } from '../lifecycle/placement.ts';
import { lifecyclesOf } from '../lifecycle/service-lifecycle.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { podsCommand, zonesCommand } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import type { PatchValue } from './patch-yaml.ts';
import { serviceFinding } from './service-finding.ts';
import { patchFix, workloadName, workloadObject } from './workload-fix.ts';

const code = 'spread-missing';

/** docs/findings/spread-missing.md: nothing asks the scheduler to keep the pods apart. */
export const spreadMissing: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) =>
    lifecyclesOf(service, model).flatMap(({ workload }) => {
      if (workload.kind === 'DaemonSet' || workload.replicas < 2) return [];
      const missing = missingKeys(workload, model);
      return missing.length === 0 ? [] : [tell(service, workload, missing, model)];
    }),
};

/** Over zones, pods of one zone each are on different nodes as well. */
function missingKeys({ template, replicas }: Workload, model: ClusterModel): readonly string[] {
  if (template.hostNetwork || template.containers.some(({ hostPorts }) => hostPorts.length > 0)) return [];
  const zones = zoneCount(model.nodes);
  const overZones = isSpreadOver(template, ZONE_KEY);
  const overHosts = isSpreadOver(template, HOST_KEY) || (overZones && replicas <= zones);
  return [...(overHosts ? [] : [HOST_KEY]), ...(overZones || zones < 2 ? [] : [ZONE_KEY])];
}

function tell(service: ServiceModel, workload: Workload, missing: readonly string[], model: ClusterModel) {
  const name = workloadName(workload);
  const where = missing.map((key) => (key === HOST_KEY ? 'nodes' : 'zones')).join(' nor ');
  const constraints: readonly PatchValue[] = missing.map((topologyKey) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...labelsOf(workload) } },
    ...(workload.kind === 'Deployment' ? { matchLabelKeys: [REVISION_KEY] } : {}),
  }));
  const pods = podsCommand(model.snapshot, service.service);
  return serviceFinding(service, {
    code,
    severity: missing.includes(HOST_KEY) ? 'medium' : 'low',
    title: `Nothing spreads the ${workload.replicas} pods of ${name} over ${where}`,
    impact: `The scheduler may put them together; losing one ${missing.includes(HOST_KEY) ? 'node' : 'zone'} can then take a large part of ${service.key}, or all of it.`,
    objects: [workloadObject(workload)],
    evidence: [
      {
        text: `no topology spread constraint and no anti-affinity on ${missing.join(', ')} selects its own pods`,
        known: 'computed',
        source: `pod template of ${name}`,
      },
    ],
    fix: patchFix(
      model.snapshot,
      workloadObject(workload),
      'Add topology spread constraints. They act when pods are scheduled, and changing the template starts a rollout.',
      { spec: { template: { spec: { topologySpreadConstraints: constraints } } } },
    ),
    verify: [
      { command: pods, expect: 'pods on different nodes' },
      { command: zonesCommand(model.snapshot), expect: 'these nodes in different zones' },
    ],
  });
}

/** What the workload itself selects its pods by. */
function labelsOf({ selector, template }: Workload): Readonly<Record<string, string>> {
  return Object.keys(selector).length > 0 ? selector : template.labels;
}
