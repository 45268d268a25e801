import type { TopologySpreadConstraint, Workload } from '../../snapshot/workload.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { asksByName, isTolerated, isWanted, type NodeClass, nodeClasses } from '../lifecycle/node-classes.ts';
import { HOST_KEY, ownConstraints } from '../lifecycle/placement.ts';
import { hasWorkloads, lifecyclesOf } from '../lifecycle/service-lifecycle.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { kubectl, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { count } from './wording.ts';
import { patchFix, workloadName, workloadObject } from './workload-fix.ts';

const code = 'spread-counts-tainted-nodes';

/** docs/findings/spread-counts-tainted-nodes.md: nodes that the pods may not use count as empty in their spread. */
export const spreadCountsTaintedNodes: ServiceFindingRule = {
  code,
  kind: 'risk',
  looksAtOtherNodes: true,
  appliesTo: hasWorkloads,
  check: (service, model) =>
    lifecyclesOf(service, model).flatMap(({ workload }) => {
      const strict = strictConstraints(workload);
      if (strict.length === 0 || asksByName(workload.template)) return [];
      const found = strict.flatMap((constraint) => countedInVain(constraint, workload, model.nodes) ?? []);
      const worst = found.toSorted((a, b) => b.empty - a.empty)[0];
      return worst === undefined ? [] : [tell(service, workload, worst, strict, model)];
    }),
};

/** Those that refuse to schedule, and look at nodes whatever their taints. */
function strictConstraints({ template }: Workload): readonly TopologySpreadConstraint[] {
  if (template.topologySpread.length === 0) return [];
  return ownConstraints(template).filter(
    ({ whenUnsatisfiable, nodeTaintsPolicy }) => whenUnsatisfiable === 'DoNotSchedule' && nodeTaintsPolicy !== 'Honor',
  );
}

interface CountedInVain {
  readonly constraint: TopologySpreadConstraint;
  /** Domains whose nodes are all tainted. */
  readonly empty: number;
  /** Domains that can take pods. */
  readonly usable: number;
}

/** Null: every domain has a node that the pods may use. */
function countedInVain(
  constraint: TopologySpreadConstraint,
  { template }: Workload,
  nodes: readonly NodeFacts[],
): CountedInVain | null {
  const wanted = nodeClasses(nodes).filter(({ example }) => isWanted(template, example));
  const domains = (classes: readonly NodeClass[]): ReadonlyMap<string, number> => {
    const sizes = new Map<string, number>();
    for (const [index, { example, count: size }] of classes.entries()) {
      // Every host is a domain of its own; classes do not know their names, so each counts its nodes.
      const isHost = constraint.topologyKey === HOST_KEY;
      const name = isHost ? `${example.name} ${index}` : example.labels[constraint.topologyKey];
      if (name !== undefined) sizes.set(name, isHost ? size : 1);
    }
    return sizes;
  };
  const usable = domains(wanted.filter(({ example }) => isTolerated(template, example)));
  const tainted = domains(wanted.filter(({ example }) => !isTolerated(template, example)));
  const sum = (sizes: ReadonlyMap<string, number>, isCounted: (name: string) => boolean): number =>
    [...sizes].reduce((total, [name, size]) => (isCounted(name) ? total + size : total), 0);
  const isHost = constraint.topologyKey === HOST_KEY;
  const empty = sum(tainted, (name) => isHost || !usable.has(name));
  return empty === 0 ? null : { constraint, empty, usable: sum(usable, () => true) };
}

function tell(
  service: ServiceModel,
  workload: Workload,
  { constraint, empty, usable }: CountedInVain,
  strict: readonly TopologySpreadConstraint[],
  model: ClusterModel,
) {
  const { topologyKey, maxSkew } = constraint;
  const name = workloadName(workload);
  const room = usable * maxSkew;
  const isFull = workload.replicas > room;
  return serviceFinding(service, {
    code,
    severity: isFull ? 'medium' : 'low',
    title: `The spread of ${name} counts ${count(empty, 'domain')} of ${topologyKey} that its pods may not use`,
    impact: `With maxSkew ${maxSkew} no more than ${count(room, 'pod')} can be scheduled${isFull ? `, ${workload.replicas} are wanted: the others stay Pending` : '; more stay Pending, during a rollout too'}, while ${service.key} runs with fewer.`,
    objects: [workloadObject(workload)],
    evidence: [
      {
        text: `${topologyKey}: DoNotSchedule, nodeTaintsPolicy ${constraint.nodeTaintsPolicy ?? 'not set, which means Ignore'}`,
        known: 'computed',
        source: `pod template of ${name}`,
      },
      {
        text: `${count(empty, 'domain')} with taints it does not tolerate, ${usable} without`,
        known: 'computed',
        source: 'Nodes',
      },
    ],
    fix: fixOf(workload, strict, model),
    verify: [
      {
        command: kubectl(
          model.snapshot,
          `-n ${shellWord(workload.namespace)} get events --field-selector reason=FailedScheduling`,
        ),
        expect: 'no new "didn\'t match pod topology spread constraints"',
      },
    ],
  });
}

function fixOf(workload: Workload, strict: readonly TopologySpreadConstraint[], { snapshot }: ClusterModel) {
  const topologySpreadConstraints = strict.map(({ topologyKey }) => ({ topologyKey, nodeTaintsPolicy: 'Honor' }));
  const text = 'Leave out nodes whose taints the pods do not tolerate. Changing the template starts a rollout.';
  const patch = { spec: { template: { spec: { topologySpreadConstraints } } } };
  return patchFix(snapshot, workloadObject(workload), text, patch);
}
