import type { Finding } from '../../report/finding.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { azNetwork, kubectlFor, shellWord, wordOr } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { patchYaml } from './patch-yaml.ts';
import { servesUnderLocal } from './serves-under-local.ts';
import { serviceFinding } from './service-finding.ts';
import { count, names, percent } from './wording.ts';

const code = 'rule-without-probe';

/** docs/findings/rule-without-probe.md: a rule that has no probe and asks for none, so a dead node keeps its share. */
export const ruleWithoutProbe: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) => {
    const { service: object } = service;
    const unprobed = service.ports.filter(
      (port) =>
        (port.state === 'present' || port.state === 'not-loaded') &&
        port.probe === null &&
        port.expected?.probe === null &&
        // Of a pool without members another finding tells.
        port.pool.members.length + port.pool.ghosts.length + port.pool.unresolved > 0,
    );
    const first = unprobed[0];
    if (!first) return [];
    const policy = object.externalTrafficPolicy;
    const ports = unprobed.map((port) => `${port.port.protocol}/${port.port.port}`);
    const annotated = unprobed.filter(({ port }) => port.protocol === 'TCP' || policy === 'Local');
    const byAnnotation = annotated.includes(first);
    const share = first.pool.members.length === 0 ? 0 : 1 / first.pool.members.length;
    return [
      serviceFinding(service, {
        code,
        severity: policy === 'Local' ? 'high' : 'medium',
        title: `Nothing probes ${names(ports)} of ${service.key}: all ${count(first.pool.members.length, 'node')} count as up for ever`,
        impact: `A dead node keeps ${percent(share)} of new connections (timeout) until it leaves the backend pool${
          policy === 'Local' ? '; nodes without a pod drop theirs already now' : ''
        }.`,
        objects: unprobed.map((port) => ({ kind: 'Rule', namespace: null, name: port.ruleName })),
        evidence: [
          {
            text: byAnnotation
              ? 'annotation no_probe_rule is set'
              : `${first.port.protocol} ports get no probe under policy Cluster`,
            // In shared mode they have one; nobody has said which mode this is.
            known: byAnnotation || isModeKnown(model) ? 'computed' : 'assumed',
            source: `Service ${service.key}`,
          },
        ],
        ...remedy(service, first, byAnnotation ? annotated : [], model),
      }),
    ];
  },
};

function isModeKnown({ snapshot: { azure } }: ClusterModel): boolean {
  return azure.loadBalancers !== null || azure.managedCluster !== null;
}

function remedy(
  { service }: ServiceModel,
  portModel: PortModel,
  annotated: readonly PortModel[],
  model: ClusterModel,
): Pick<Finding, 'fix' | 'verify'> {
  const { pool, ruleName } = portModel;
  const byAnnotation = annotated.length > 0;
  const local = servesUnderLocal(portModel);
  const keys = [...new Set(annotated.map(({ port }) => `service.beta.kubernetes.io/port_${port.port}_no_probe_rule`))];
  const name = shellWord(service.name);
  const change = byAnnotation
    ? `annotate service ${name} ${keys.map((key) => `${key}-`).join(' ')}`
    : `patch service ${name} -p '{"spec":{"externalTrafficPolicy":"Local"}}'`;
  return {
    fix: {
      text: byAnnotation
        ? 'Remove the no_probe_rule annotation.'
        : `Switch to ${local ? 'policy Local, whose health-check port also covers UDP, or to ' : ''}the shared probe of the cluster.`,
      commands: byAnnotation || local ? [kubectlFor(model.snapshot, service, change)] : [],
      patch: byAnnotation
        ? patchYaml({ metadata: { annotations: Object.fromEntries(keys.map((key) => [key, null])) } })
        : local
          ? patchYaml({ spec: { externalTrafficPolicy: 'Local' } })
          : null,
    },
    verify: [
      {
        command: azNetwork(
          model.snapshot,
          `lb rule show --lb-name ${wordOr(pool.loadBalancer, 'load balancer')} -n ${shellWord(ruleName)} --query probe.id`,
        ),
        expect: 'the id of a probe',
      },
    ],
  };
}
