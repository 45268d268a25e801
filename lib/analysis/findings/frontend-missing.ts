import { unresolvedFrontends } from '../cluster/unresolved-frontends.ts';
import { changedAddresses } from '../service/changed-addresses.ts';
import { isSettling } from '../service/settling.ts';
import { azNetwork, reconcileCommand, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { names } from './wording.ts';

const code = 'frontend-missing';

/** docs/findings/frontend-missing.md: an address of the Service that no load balancer holds. */
export const frontendMissing: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const { loadBalancers } = model.snapshot.azure;
    if (loadBalancers === null || service.expected.kind === 'ignored' || isSettling(service.service, model)) return [];
    const loose = service.frontends.filter((frontend) => frontend.placed === null && frontend.ip !== null);
    if (loose.length === 0) return [];
    if (!service.internal && unresolvedFrontends(model).length > 0) return [];
    // An address of its own frontend that the status does not know: frontend-ip-changed.
    if (changedAddresses(service).length > 0) return [];
    const unresolved = service.frontends.some((frontend) => frontend.placed !== null && frontend.ip === null);
    if (unresolved) return [];
    const ips = loose.flatMap((frontend) => (frontend.ip === null ? [] : [frontend.ip]));
    return [
      serviceFinding(service, {
        code,
        severity: 'critical',
        title: `No load balancer holds ${names(ips)} of ${service.key}`,
        impact: 'Every new connection to this address times out.',
        objects: ips.map((name) => ({ kind: 'Frontend', namespace: null, name })),
        evidence: [
          {
            text: `status.loadBalancer.ingress names ${names(ips)}`,
            known: 'measured',
            source: `Service ${service.key}`,
          },
          {
            text: 'no frontend has this address or the name of the Service',
            known: 'measured',
            source: 'Azure load balancers',
          },
        ],
        fix: {
          text: 'Make the cloud controller reconcile the Service and read its events.',
          commands: [reconcileCommand(model.snapshot, service.service)],
          patch: null,
        },
        verify: [
          {
            command: azNetwork(
              model.snapshot,
              `lb frontend-ip list --lb-name ${shellWord(service.internal ? `${model.config.clusterName}-internal` : model.config.clusterName)}`,
            ),
            expect: `a frontend ${service.base}`,
          },
        ],
      }),
    ];
  },
};
