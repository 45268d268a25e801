import { loadBalancerBaseName } from '../../snapshot/load-balancer-name.ts';
import { kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { syncFailureOf } from './sync-failure.ts';

const code = 'port-conflict-on-shared-ip';

/** docs/findings/port-conflict-on-shared-ip.md: another Service already has this port of the shared address. */
export const portConflictOnSharedIp: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const failure = syncFailureOf(service, model);
    if (failure === null || !failure.isPortConflict) return [];
    const { service: object } = service;
    const port = /consume the port (\d+)/.exec(failure.message)?.[1];
    const taken = /loadBalancing rule (\S+)/.exec(failure.message)?.[1]?.toLowerCase();
    const holder = [...model.rulesByBase.values()].flat().find((owned) => owned.rule.name.toLowerCase() === taken);
    const owner = model.snapshot.kubernetes.services?.find(
      (other) => holder !== undefined && loadBalancerBaseName(other.uid) === holder.base,
    );
    const by = owner ? `${owner.namespace}/${owner.name}` : 'another Service';
    return [
      serviceFinding(service, {
        code,
        severity: object.ingress.length === 0 ? 'critical' : 'high',
        title: `${service.key} asks for port ${port ?? '?'} of an address that ${by} already uses`,
        impact: 'The Service gets no rule; its clients reach the other Service or nothing.',
        objects: owner ? [{ kind: 'Service', namespace: owner.namespace, name: owner.name }] : [],
        evidence: [{ text: failure.message, known: failure.known, source: failure.source }],
        fix: {
          text: 'Give one of the two another port, or another address.',
          commands: [kubectlFor(model.snapshot, object, `get service ${shellWord(object.name)} -o yaml`)],
          patch: null,
        },
        verify: [
          {
            command: kubectlFor(model.snapshot, object, `get service ${shellWord(object.name)}`),
            expect: 'an EXTERNAL-IP',
          },
        ],
      }),
    ];
  },
};
