import type { ServiceModel } from '../service/service-model.ts';
import { fieldCommand, kubectl, podsCommand } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { firstRule } from './rotation-members.ts';
import { nodeObject, serviceFinding } from './service-finding.ts';
import { count, names, percent } from './wording.ts';

const code = 'windows-local-policy';
const OS_LABEL = 'kubernetes.io/os';

/** docs/findings/windows-local-policy.md: under `Local`, pods on Windows nodes lose connections when others change. */
export const windowsLocalPolicy: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, { snapshot }) => {
    const { service: object } = service;
    const port = firstRule(service);
    if (object.externalTrafficPolicy !== 'Local' || port === null) return [];
    const windows = windowsHosts(service);
    if (windows.length === 0) return [];
    const { rotation } = port.policies.Local;
    const share = rotation.size === 0 ? '' : `${percent(Math.min(1, windows.length / rotation.size))} of `;
    return [
      serviceFinding(service, {
        code,
        severity: 'medium',
        title: `${service.key} has policy Local and pods on ${count(windows.length, 'Windows node')}: ${names(windows)}`,
        impact: `When pods come or go, kube-proxy of Windows may make its rules anew: ${share}connections are at risk of a reset or a timeout at every rollout and scaling, those to other pods too.`,
        objects: windows.map(nodeObject),
        evidence: [
          {
            text: `endpoints on nodes with label ${OS_LABEL}=windows: ${names(windows)}`,
            known: 'measured',
            source: `EndpointSlices of ${service.key}, Nodes`,
          },
          {
            text: 'the node image decides whether kube-proxy changes its rules in place',
            known: 'assumed',
            source: 'kubernetes#113842',
          },
        ],
        fix: {
          text: 'Bring the Windows node pools to the newest node image and Kubernetes version. If connections still break at rollouts, put the pods that take outside traffic on Linux nodes, or use policy Cluster.',
          commands: [kubectl(snapshot, `get nodes -l ${OS_LABEL}=windows -o wide`), podsCommand(snapshot, object)],
          patch: 'spec:\n  externalTrafficPolicy: Cluster\n',
        },
        verify: [
          {
            command: fieldCommand(snapshot, object, '.spec.externalTrafficPolicy'),
            expect: 'Cluster, or no pod of the Service on a Windows node',
          },
        ],
      }),
    ];
  },
};

/** Names of Windows nodes with a usable endpoint, in their order. */
function windowsHosts({ ports }: ServiceModel): readonly string[] {
  const found = new Set<string>();
  for (const { endpoints, usableHosts } of ports) {
    for (const { node } of endpoints) {
      if (node?.labels[OS_LABEL] === 'windows' && usableHosts.has(node.name)) found.add(node.name);
    }
  }
  return [...found].toSorted();
}
