import { additionalPublicIPs, pinnedIPs } from '../azure/annotations.ts';
import { controllerSecurityRules } from '../azure/controller-security-rules.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { groupsReadAt } from '../service/security-settled.ts';
import { isSettling } from '../service/settling.ts';
import { azNetwork, reconcileCommand, shellWord } from './commands.ts';
import { type ClusterFacts, type ClusterFindingRule, docOf } from './finding-rule.ts';
import { count, names } from './wording.ts';

const code = 'orphan-security-rule';

/** docs/findings/orphan-security-rule.md: rules of the controller for addresses that belong to nobody any more. */
export const orphanSecurityRule: ClusterFindingRule = {
  code,
  kind: 'risk',
  check: (facts) => {
    const { model } = facts;
    const rules = controllerSecurityRules(model.snapshot);
    if (rules === null || model.snapshot.kubernetes.services === null) return [];
    const left = orphanedDestinations(facts, rules.namesByDestination);
    if (left.length === 0 || isInFlight(facts)) return [];
    const { snapshot } = model;
    const own = [...new Set(left.flatMap((ip) => rules.namesByDestination.get(ip) ?? []))];
    const group = shellWord(rules.group);
    const first = facts.services[0]?.service;
    return [
      {
        code,
        severity: 'low',
        title: `${rules.group} still lets clients in to ${count(left.length, 'address', 'addresses')} without a Service: ${names(left)}`,
        impact:
          'None now. The rules count against the limits of the group; whoever gets such an address next in this network is open to the same clients.',
        service: null,
        objects: own.map((name) => ({ kind: 'SecurityRule', namespace: null, name })),
        evidence: left.slice(0, 10).map((ip) => ({
          text: `${ip} in ${names([...new Set(rules.namesByDestination.get(ip) ?? [])])}: no Service and no node has it`,
          known: 'computed' as const,
          source: `network security group ${rules.group}, Services, Nodes`,
        })),
        fix: {
          text: 'The controller sweeps such addresses away when it next writes the group: make it reconcile any public Service. A rule that has no other address goes with it.',
          commands: [
            ...(first ? [reconcileCommand(snapshot, first)] : []),
            azNetwork(snapshot, `nsg rule show --nsg-name ${group} -n ${shellWord(own[0] ?? '')}`),
          ],
          patch: null,
        },
        verify: [
          {
            command: azNetwork(snapshot, `nsg rule list --nsg-name ${group} -o table`),
            expect: `nowhere ${names(left)}`,
          },
        ],
        doc: docOf(code),
      },
    ];
  },
};

/** The controller keeps rules for addresses in the status of a Service, additional ones, and addresses of nodes. A frontend that is left is an orphan itself. */
function orphanedDestinations(
  { model, services }: ClusterFacts,
  destinations: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  if (model.snapshot.kubernetes.nodes === null) return [];
  const kept = new Set<string>();
  for (const { service } of services) {
    for (const { ip } of service.ingress) if (ip !== null) kept.add(ip.toLowerCase());
    for (const ip of [...additionalPublicIPs(service), ...pinnedIPs(service)]) kept.add(ip.toLowerCase());
  }
  const isHeld = (ip: string): boolean => kept.has(ip) || model.lookup.byIp.has(ip) || model.frontendsByIp.has(ip);
  return [...destinations.keys()].filter((ip) => isAddress(ip) && !isHeld(ip)).toSorted();
}

/** A rule may have been given `*` or a range by hand. */
function isAddress(text: string): boolean {
  return /^[\d.]+$/.test(text) || (text.includes(':') && !text.includes('/'));
}

const WORK = new Set([
  'EnsuringLoadBalancer',
  'EnsuredLoadBalancer',
  'UpdatedLoadBalancer',
  'DeletingLoadBalancer',
  'DeletedLoadBalancer',
]);

/** Something was done after the groups were read, or is being done; without events nobody knows. */
function isInFlight({ model, services }: ClusterFacts): boolean {
  const { events } = model.snapshot.kubernetes;
  const read = groupsReadAt(model);
  if (events === null || read === null) return true;
  const isNewer = (at: string | null): boolean => at !== null && Date.parse(at) > read;
  if (events.some(({ reason, lastAt }) => WORK.has(reason) && isNewer(lastAt))) return true;
  return hasUnsettled(services, model) || services.some(({ service }) => isNewer(service.createdAt));
}

function hasUnsettled(services: ClusterFacts['services'], model: ClusterModel): boolean {
  return services.some(({ service }) => service.deletedAt !== null || isSettling(service, model));
}
