import { armResourceGroup } from '../../snapshot/arm-id.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { kubectl, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { firstRule, rotationMakeup } from './rotation-members.ts';
import { servesUnderLocal } from './serves-under-local.ts';
import { serviceFinding } from './service-finding.ts';
import { count, percent } from './wording.ts';

const code = 'spot-nodes-in-path';

/** Share of new connections that ends on pods of spot nodes. */
export function shareEndingOnSpot(service: ServiceModel, port: PortModel, model: ClusterModel): number {
  const { traffic } = port.policies[service.service.externalTrafficPolicy];
  return port.endpoints.reduce((sum, endpoint, index) => {
    const node = endpoint.nodeName === null ? undefined : model.nodesByName.get(endpoint.nodeName);
    return node?.spot ? sum + (traffic.podShares[index] ?? 0) : sum;
  }, 0);
}

/** docs/findings/spot-nodes-in-path.md: connections enter through, or end on, nodes that Azure may take away. */
export const spotNodesInPath: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) => {
    const port = firstRule(service);
    if (port === null) return [];
    const makeup = rotationMakeup(service, port, model);
    if (makeup.size === 0 || port.policies[service.service.externalTrafficPolicy].traffic.lostShare === 1) return [];
    const entering = makeup.spot / makeup.size;
    const ending = shareEndingOnSpot(service, port, model);
    if (entering === 0 && ending === 0) return [];
    const worst = Math.max(entering, ending);
    return [
      serviceFinding(service, {
        code,
        severity: worst >= 0.5 ? 'high' : 'medium',
        title: `${percent(entering)} of new connections of ${service.key} enter through ${count(makeup.spot, 'spot node')}, ${percent(ending)} end on pods there`,
        impact: `An eviction gives 30 s of notice at best; then each lost spot node costs ${percent(1 / makeup.size)} of new connections (timeout) until its probe marks it down, and existing connections through it hang.`,
        evidence: [
          {
            text: `spot nodes in rotation: ${makeup.spot} of ${makeup.size}`,
            known: 'computed',
            source: `node labels, pool ${port.pool.name}`,
          },
          {
            text: `spot nodes in rotation without a pod of the Service: ${makeup.spotWithoutPods}`,
            known: 'computed',
            source: `EndpointSlices of ${service.key}`,
          },
        ],
        fix: {
          text:
            ending > 0
              ? 'Keep the pods off spot nodes (node affinity on kubernetes.azure.com/priority), then use policy Local so that traffic enters only where pods are.'
              : 'Use policy Local so that traffic enters only where pods are, or label the spot node pool so that it leaves the backend pool.',
          commands: [
            kubectl(
              model.snapshot,
              'get nodes -L kubernetes.azure.com/agentpool,kubernetes.azure.com/scalesetpriority',
            ),
            ...excludeCommands(model),
          ],
          patch: ending > 0 || !servesUnderLocal(port) ? null : 'spec:\n  externalTrafficPolicy: Local\n',
        },
        verify: [
          {
            command: kubectl(model.snapshot, `get nodes -l node.kubernetes.io/exclude-from-external-load-balancers`),
            expect: 'the spot nodes, when they were labelled',
          },
        ],
      }),
    ];
  },
};

/** One command for each spot node pool; names that are not known stay placeholders. */
function excludeCommands({ snapshot, spotPools }: ClusterModel): readonly string[] {
  const managed = snapshot.azure.managedCluster;
  const group = managed?.id ? armResourceGroup(managed.id) : null;
  const place = `--cluster-name ${shellWord(managed?.name ?? snapshot.cluster)} -g ${group ?? '<resource group>'}`;
  return spotPools.map(
    (pool) =>
      `az aks nodepool update ${place} -n ${shellWord(pool)} --labels node.kubernetes.io/exclude-from-external-load-balancers=true <labels that shall stay>`,
  );
}
