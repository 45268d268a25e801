import type { Finding } from '../../report/finding.ts';
import { INTERNET_TAG } from '../azure/admission.ts';
import { controllerSecurityRules } from '../azure/controller-security-rules.ts';
import { serviceDrift } from '../azure/drift.ts';
import { type MissingAdmission, missingAdmissions } from '../azure/security-drift.ts';
import { type SurplusAdmission, surplusAdmissions } from '../azure/security-surplus.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { isSecuritySettled } from '../service/security-settled.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { servicesAt } from '../service/services-at.ts';
import { azNetwork, reconcileCommand, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { names } from './wording.ts';

const code = 'security-rule-drift';

/** docs/findings/security-rule-drift.md: the rules of the controller let in less or more than the Service asks for. */
export const securityRuleDrift: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const missing = missingAdmissions(service, model).filter(isTold);
    const surplus = surplusAdmissions(service, model);
    if (missing.length + surplus.length === 0 || !isSecuritySettled(service.service, model)) return [];
    return [...missingFinding(service, missing, model), ...surplusFinding(service, surplus, model)];
  },
};

/** The Internet kept out is nsg-blocks-clients. */
function isTold({ sources, decision }: MissingAdmission): boolean {
  return decision !== 'deny' || !sources.includes(INTERNET_TAG);
}

const OUTCOME = {
  deny: { severity: 'critical', text: 'it is denied' },
  unknown: { severity: 'medium', text: 'other rules decide for some of them' },
  allow: { severity: 'medium', text: 'a rule of somebody else allows it' },
} as const;

const IMPACT = {
  deny: 'Their new connections time out. Probes are not concerned, so all nodes look healthy.',
  unknown: 'Those of them that no other rule lets in time out; which these are, nobody can tell from here.',
  allow: 'None now: another rule lets them in. When that one goes, they time out.',
} as const;

/** The gravest first. */
const DECISIONS = ['deny', 'unknown', 'allow'] as const;

function missingFinding(
  service: ServiceModel,
  missing: readonly MissingAdmission[],
  model: ClusterModel,
): readonly Finding[] {
  if (missing.length === 0) return [];
  const decision = DECISIONS.find((kind) => missing.some((each) => each.decision === kind)) ?? 'unknown';
  const told = missing.filter((each) => each.decision === decision);
  const sources = names([...new Set(told.flatMap((each) => each.sources))]);
  const where = names([...new Set(told.map(({ destination, port }) => `${destination} port ${port}`))]);
  const group = controllerSecurityRules(model.snapshot)?.group ?? '';
  return [
    serviceFinding(service, {
      code,
      severity: OUTCOME[decision].severity,
      title: `${group} has no rule of the controller that lets ${sources} reach ${service.key}`,
      impact: IMPACT[decision],
      ...common(group),
      evidence: [
        {
          text: `the Service asks for ${sources} to ${where}; ${OUTCOME[decision].text}`,
          known: 'computed',
          source: `network security group ${group}`,
        },
      ],
      ...remedy(service, group, `a rule k8s-azure-lb_allow_… from ${sources} to ${where}`, model),
    }),
  ];
}

function surplusFinding(
  service: ServiceModel,
  surplus: readonly SurplusAdmission[],
  model: ClusterModel,
): readonly Finding[] {
  const first = surplus.find(({ isServed }) => isServed) ?? surplus[0];
  if (first === undefined) return [];
  const sharing = servicesAt(first.destination, model.snapshot.kubernetes.services ?? []);
  if (!sharing.every((each) => isSecuritySettled(each, model))) return [];
  // The load balancer is not what the Service asks for either: its own finding says so, and one sync repairs both.
  if (serviceDrift(service, model).length > 0) return [];
  const { group, name } = first.rule;
  const sources = names(first.sources);
  const filtered = service.service.loadBalancerSourceRanges.length > 0;
  return [
    serviceFinding(service, {
      code,
      severity: !first.isServed ? 'low' : filtered ? 'medium' : 'high',
      title: `Rule ${name} of ${group} lets ${sources} reach ${service.key} on port ${first.port}, which nobody asks for`,
      impact: first.isServed
        ? `No connection is lost. ${filtered ? 'kube-proxy still drops who is not in loadBalancerSourceRanges; only the security group is open.' : 'They reach the Service, though its list leaves them out.'}`
        : 'None now: the load balancer has no rule for this port. The group stays open for it.',
      ...common(group),
      evidence: surplus.slice(0, 5).map((each) => ({
        text: `${each.rule.name}: from ${names(each.sources)} to ${each.destination} port ${each.port}`,
        known: 'computed' as const,
        source: `network security group ${each.rule.group}`,
      })),
      ...remedy(service, group, `${name} without ${first.destination}, or no such rule`, model),
    }),
  ];
}

function common(group: string): Pick<Finding, 'objects'> {
  return { objects: [{ kind: 'NetworkSecurityGroup', namespace: null, name: group }] };
}

function remedy(
  { service }: ServiceModel,
  group: string,
  expect: string,
  { snapshot }: ClusterModel,
): Pick<Finding, 'fix' | 'verify'> {
  const list = azNetwork(snapshot, `nsg rule list --nsg-name ${shellWord(group)} -o table`);
  return {
    fix: {
      text: 'Make the cloud controller reconcile the Service: it writes its rules anew; it repairs manual edits only when the Service or the set of nodes changes. Then find who edited the group.',
      commands: [reconcileCommand(snapshot, service), list],
      patch: null,
    },
    verify: [{ command: list, expect }],
  };
}
