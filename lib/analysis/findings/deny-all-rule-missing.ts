import { controllerSecurityRules } from '../azure/controller-security-rules.ts';
import { expectedSecurityRules } from '../azure/expected-security-rules.ts';
import { parseRange } from '../azure/ip-range.ts';
import { nodeSecurityGroups } from '../azure/node-security-groups.ts';
import { destinationsOf } from '../azure/security-drift.ts';
import { decideInbound } from '../azure/security-rules.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { isSecuritySettled } from '../service/security-settled.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { azNetwork, reconcileCommand, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { names } from './wording.ts';

const code = 'deny-all-rule-missing';

/** docs/findings/deny-all-rule-missing.md: the virtual network reaches a Service that is to be closed to it. */
export const denyAllRuleMissing: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const rules = controllerSecurityRules(model.snapshot);
    const open = rules === null ? [] : openAddresses(service, model);
    if (rules === null || open.length === 0 || !isSecuritySettled(service.service, model)) return [];
    const { snapshot } = model;
    const list = azNetwork(snapshot, `nsg rule list --nsg-name ${shellWord(rules.group)} -o table`);
    return [
      serviceFinding(service, {
        code,
        severity: 'high',
        title: `Nothing in ${rules.group} keeps the rest of the virtual network out of ${service.key}: ${names(open)} is in no deny-all rule`,
        impact:
          'No connection is lost. Everything in the virtual network, and in networks joined to it, reaches the Service, though its list of source ranges was to be all.',
        objects: [{ kind: 'NetworkSecurityGroup', namespace: null, name: rules.group }],
        evidence: [
          { text: askedBy(service), known: 'computed', source: `Service ${service.key}` },
          {
            text: `inbound from the network to ${names(open)} is allowed; no rule k8s-azure-lb_deny-all_… has it as destination`,
            known: 'computed',
            source: `network security group ${rules.group}`,
          },
        ],
        fix: {
          text: 'Make the controller reconcile the Service: it writes the rule. If the rule goes again, another Service on the same address takes it away (cloud-provider-azure#10862): upgrade the cluster, or give the Service an address of its own.',
          commands: [list, reconcileCommand(snapshot, service.service)],
          patch: null,
        },
        verify: [{ command: list, expect: `k8s-azure-lb_deny-all_… with destination ${names(open)}` }],
      }),
    ];
  },
};

/** Addresses that a deny-all rule should have, none has, and the virtual network reaches. */
function openAddresses(service: ServiceModel, model: ClusterModel): readonly string[] {
  const rules = controllerSecurityRules(model.snapshot);
  const expected = expectedSecurityRules(service.service, destinationsOf(service, model)) ?? [];
  return expected.flatMap(({ access, destinations }) =>
    access === 'Deny'
      ? destinations.filter((ip) => rules?.denying.has(ip.toLowerCase()) === false && isOpen(ip, service, model))
      : [],
  );
}

function isOpen(ip: string, { service }: ServiceModel, { snapshot }: ClusterModel): boolean {
  const destination = parseRange(ip);
  const port = service.ports[0];
  if (destination === null || port === undefined) return false;
  return (nodeSecurityGroups(snapshot) ?? []).every((group) => {
    const packet = { source: 'network', destination, port: port.port, protocol: port.protocol } as const;
    return decideInbound(group, packet).kind === 'allow';
  });
}

function askedBy({ service }: ServiceModel): string {
  const key = 'azure-deny-all-except-load-balancer-source-ranges';
  return service.annotations[`service.beta.kubernetes.io/${key}`] === undefined
    ? 'a source range of the Service cannot be read, so the controller lets nobody else in'
    : `annotation ${key} and a list of source ranges`;
}
