import type { Finding } from '../../report/finding.ts';
import type { TopologySpreadConstraint, Workload } from '../../snapshot/workload.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { ownConstraints, REVISION_KEY } from '../lifecycle/placement.ts';
import { rolloutOf } from '../lifecycle/rollout.ts';
import { lifecyclesOf } from '../lifecycle/service-lifecycle.ts';
import { podsCommand } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { patchFix, workloadName, workloadObject } from './workload-fix.ts';

const code = 'spread-mixes-revisions';

/** docs/findings/spread-mixes-revisions.md: old and new pods are spread together, so the new ones end up uneven. */
export const spreadMixesRevisions: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) =>
    lifecyclesOf(service, model).flatMap(({ workload }) => {
      if (workload.kind !== 'Deployment' || workload.replicas < 2) return [];
      const mixing = ownConstraints(workload.template).filter(
        ({ matchLabelKeys, selector }) =>
          !matchLabelKeys.includes(REVISION_KEY) && selector?.matchLabels[REVISION_KEY] === undefined,
      );
      if (mixing.length === 0 || rolloutOf(workload).kind !== 'rolling') return [];
      const name = workloadName(workload);
      const keys = [...new Set(mixing.map(({ topologyKey }) => topologyKey))];
      const { snapshot } = model;
      const pods = podsCommand(snapshot, service.service);
      return [
        serviceFinding(service, {
          code,
          severity: 'low',
          title: `The spread of ${name} over ${keys.join(' and ')} counts old and new pods together`,
          impact: `During a rollout new pods go where old ones are few; when those are gone the pods of ${service.key} can be uneven until the next rollout.`,
          objects: [workloadObject(workload)],
          evidence: [
            {
              text: `constraints on ${keys.join(', ')} without matchLabelKeys ${REVISION_KEY}`,
              known: 'computed',
              source: `pod template of ${name}`,
            },
          ],
          fix: fixOf(workload, mixing, model),
          verify: [{ command: pods, expect: 'after the next rollout, pods spread evenly' }],
        }),
      ];
    }),
};

/** A patch finds a constraint by its key; two of one key cannot be told apart. */
function fixOf(workload: Workload, mixing: readonly TopologySpreadConstraint[], model: ClusterModel): Finding['fix'] {
  const text = `Add matchLabelKeys ["${REVISION_KEY}"], so that only pods of one revision are counted (Kubernetes 1.27). Changing the template starts a rollout.`;
  const all = workload.template.topologySpread.map(({ topologyKey }) => topologyKey);
  if (new Set(all).size < all.length) return { text, commands: [], patch: null };
  const topologySpreadConstraints = mixing.map(({ topologyKey, matchLabelKeys }) => ({
    topologyKey,
    matchLabelKeys: [...matchLabelKeys, REVISION_KEY],
  }));
  const patch = { spec: { template: { spec: { topologySpreadConstraints } } } };
  return patchFix(model.snapshot, workloadObject(workload), text, patch);
}
