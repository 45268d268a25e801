import type { Finding } from '../../report/finding.ts';
import type { Service } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { explicitMarkDownSeconds, silentMarkDownSeconds } from '../policy/probe-config.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { endpointsCommand, kubectl, kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { firstRule, rotationMakeup } from './rotation-members.ts';
import { servesUnderLocal } from './serves-under-local.ts';
import { serviceFinding } from './service-finding.ts';
import { count, percent, secondsRange } from './wording.ts';

const code = 'unrelated-nodes-in-path';

/** docs/findings/unrelated-nodes-in-path.md: under Cluster, nodes without a pod of the Service receive its connections. */
export const unrelatedNodesInPath: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) => {
    const port = firstRule(service);
    if (port === null || service.service.externalTrafficPolicy !== 'Cluster') return [];
    const makeup = rotationMakeup(service, port, model);
    // Endpoints outside the cluster's nodes can only be reached through nodes without them.
    if (port.usableHosts.size === 0 || makeup.withoutPods === 0 || port.policies.Cluster.traffic.lostShare === 1)
      return [];
    const { Local } = port.policies;
    const window = port.probe === null ? null : secondsRange(silentMarkDownSeconds(port.probe));
    const share = makeup.withoutPods / makeup.size;
    return [
      serviceFinding(service, {
        code,
        severity: makeup.spotWithoutPods > 0 ? 'medium' : 'low',
        title: `${makeup.withoutPods} of ${makeup.size} nodes ${makeup.withoutPods === 1 ? 'takes' : 'take'} traffic for ${service.key} without a pod of it${
          makeup.spotWithoutPods > 0 ? `; ${makeup.spotWithoutPods} of them are spot` : ''
        }`,
        impact: `${percent(share)} of new connections enter through nodes that have nothing to do with the Service. Losing any one of them costs ${percent(
          1 / makeup.size,
        )} of new connections (timeout) for ${window ?? 'as long as it stays in the pool'}.`,
        evidence: [
          {
            text: `policy Cluster: ${count(makeup.size, 'node')} in rotation, ${makeup.size - makeup.withoutPods} with a usable pod`,
            known: 'computed',
            source: `EndpointSlices of ${service.key}, pool ${port.pool.name}`,
          },
          {
            text: `under Local ${count(Local.rotation.size, 'node')} would be in rotation`,
            known: 'computed',
            source: `EndpointSlices of ${service.key}`,
          },
        ],
        ...remedy(service, port, model),
      }),
    ];
  },
};

function remedy({ service }: ServiceModel, port: PortModel, model: ClusterModel): Pick<Finding, 'fix' | 'verify'> {
  if (!servesUnderLocal(port)) return withoutLocal(service, model);
  const { probe } = port.policies.Local;
  const markDown =
    probe === null ? '' : `, the others are marked down within ${secondsRange(explicitMarkDownSeconds(probe))}`;
  const switchPolicy = `patch service ${shellWord(service.name)} -p '{"spec":{"externalTrafficPolicy":"Local"}}'`;
  const readPolicy = `get service ${shellWord(service.name)} -o jsonpath='{.spec.externalTrafficPolicy}'`;
  return {
    fix: {
      text: `Switch to policy Local: only nodes with a ready pod stay in rotation${markDown}. First spread the pods evenly and give them a preStop delay longer than that. Or label node pools that should never take ingress.`,
      commands: [kubectlFor(model.snapshot, service, switchPolicy)],
      patch: 'spec:\n  externalTrafficPolicy: Local\n',
    },
    verify: [{ command: kubectlFor(model.snapshot, service, readPolicy), expect: 'Local' }],
  };
}

/** Where Local would lose connections: fewer nodes can only be had by label. */
function withoutLocal(service: Service, { snapshot }: ClusterModel): Pick<Finding, 'fix' | 'verify'> {
  return {
    fix: {
      text: 'Policy Local is no way out here: endpoints without a node, or outside the backend pool, would get nothing. Label node pools that should never take ingress, so that they leave the backend pool.',
      commands: [kubectl(snapshot, `get nodes -L ${EXCLUDE},kubernetes.azure.com/agentpool`)],
      patch: null,
    },
    verify: [
      { command: endpointsCommand(snapshot, service), expect: 'a node for each endpoint, before a switch to Local' },
    ],
  };
}

const EXCLUDE = 'node.kubernetes.io/exclude-from-external-load-balancers';
