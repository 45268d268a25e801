import { endpointsCommand, kubectlFor, podsCommand } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { serviceFinding } from './service-finding.ts';
import { count } from './wording.ts';

const code = 'local-no-ready-endpoints';

/** docs/findings/local-no-ready-endpoints.md: policy Local and no pool member has a ready endpoint. */
export const localNoReadyEndpoints: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const port = service.ports[0];
    if (service.service.externalTrafficPolicy !== 'Local' || !port || service.readyNodes === null) return [];
    if (port.state !== 'present' && port.state !== 'not-loaded') return [];
    const { pool } = port;
    if (pool.members.length === 0 || [...service.readyNodes].some((node) => pool.names.has(node))) return [];
    const { snapshot } = model;
    const terminating = port.endpoints.filter((endpoint) => endpoint.state === 'serving-terminating').length;
    const elsewhere = service.readyNodes.size;
    const anywhere = port.policies.Local.table.anyUsable;
    const where =
      elsewhere > 0 ? `ready pods run on ${count(elsewhere, 'node')} outside the backend pool` : 'no pod is ready';
    return [
      serviceFinding(service, {
        code,
        severity: 'critical',
        title: `No node can serve ${service.key}: policy Local, and ${where}`,
        impact: anywhere
          ? `Every new connection times out once the probes have marked all ${count(pool.members.length, 'node')} down.`
          : 'Every new connection is refused or times out.',
        evidence: [
          {
            text: `0 of ${pool.members.length} pool members have a ready endpoint`,
            known: 'computed',
            source: `EndpointSlices of ${service.key}`,
          },
          {
            text: `${count(port.endpoints.length, 'endpoint')}, ${terminating} of them terminating and still serving`,
            known: 'computed',
            source: `EndpointSlices of ${service.key}`,
          },
        ],
        fix: {
          text: 'Bring pods back to Ready. If pods are ready behind nodes that are not in the pool, move them or the label that excludes the nodes. Switching the policy to Cluster helps only while a pod is ready somewhere.',
          commands: [
            podsCommand(snapshot, service.service),
            kubectlFor(snapshot, service.service, `get events --field-selector type=Warning --sort-by=.lastTimestamp`),
          ],
          patch: null,
        },
        verify: [
          {
            command: endpointsCommand(snapshot, service.service),
            expect: 'at least one endpoint with ready true on a pool member',
          },
        ],
      }),
    ];
  },
};
