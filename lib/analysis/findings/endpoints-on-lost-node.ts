import { lostReason } from '../service/node-verdict.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { isSilent } from '../service/silent-nodes.ts';
import { endpointsCommand } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { removePodsCommands } from './remove-pods.ts';
import { firstRule } from './rotation-members.ts';
import { nodeObject, serviceFinding } from './service-finding.ts';
import { count, names, percent } from './wording.ts';

const code = 'endpoints-on-lost-node';

interface LostHost {
  readonly name: string;
  readonly reason: string;
  readonly share: number;
  readonly endpoints: number;
  /** The Node is gone, or the load balancer hears nothing of it either. */
  readonly proven: boolean;
}

/** docs/findings/endpoints-on-lost-node.md: endpoints still ready on a node that is gone or silent. */
export const endpointsOnLostNode: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const port = firstRule(service);
    if (port === null || model.snapshot.kubernetes.nodes === null) return [];
    const hosts = lostHosts(service, port);
    const share = Math.min(
      1,
      hosts.reduce((sum, host) => sum + host.share, 0),
    );
    if (share === 0) return [];
    const { service: object } = service;
    const ready = hosts.reduce((sum, host) => sum + host.endpoints, 0);
    const usable = port.endpoints.filter((endpoint) => endpoint.state === 'ready').length;
    const probeNote =
      object.externalTrafficPolicy === 'Cluster' && port.probe !== null && model.config.sharedProbe === null
        ? ` Each probe of a node port meets a dead endpoint with p = ${ready}/${usable}, so healthy nodes may be marked down too.`
        : '';
    const isProven = hosts.every(({ proven }) => proven);
    return [
      serviceFinding(service, {
        code,
        severity: 'high',
        title: `${percent(share)} of new connections of ${service.key} go to ${count(ready, 'endpoint')} on ${count(hosts.length, 'lost node')}: ${names(hosts.map((host) => host.name))}`,
        impact: `${isProven ? 'They time out' : 'If the machine is dead, which no probe has told yet, they time out'} until the endpoints are removed: about ${model.settings.nodeMonitorSeconds} s after the last heartbeat, or when the pods of a deleted node are collected.${probeNote}`,
        objects: hosts.map((host) => nodeObject(host.name)),
        evidence: hosts.map((host) => ({
          text: `${count(host.endpoints, 'ready endpoint')}: ${host.reason}`,
          known: 'measured' as const,
          source: `Node ${host.name}, EndpointSlices of ${service.key}`,
        })),
        fix: {
          text: 'If the machine is gone for good, delete the pods that were on it by force, so that their endpoints go at once.',
          commands: [
            ...removePodsCommands(
              model.snapshot,
              object,
              hosts.map(({ name }) => name),
            ),
          ],
          patch: null,
        },
        verify: [
          {
            command: endpointsCommand(model.snapshot, object),
            expect: `no ready endpoint on ${names(hosts.map((host) => host.name))}`,
          },
        ],
      }),
    ];
  },
};

function lostHosts(service: ServiceModel, port: PortModel): readonly LostHost[] {
  const policy = port.policies[service.service.externalTrafficPolicy];
  const sentTo = (index: number): number =>
    policy.traffic.classes.reduce(
      (sum, { usable, weight }) => (usable.includes(index) ? sum + weight / usable.length : sum),
      0,
    );
  const hosts = new Map<string, { reason: string; share: number; endpoints: number; proven: boolean }>();
  port.endpoints.forEach((endpoint, index) => {
    if (endpoint.state !== 'ready' || endpoint.nodeName === null) return;
    const { node } = endpoint;
    if (node && !isSilent(node, port.observations)) return;
    const host = hosts.get(endpoint.nodeName) ?? {
      reason: node ? lostReason(node) : 'no Node object of this name exists',
      share: 0,
      endpoints: 0,
      proven: endpoint.gone,
    };
    host.share += endpoint.gone ? sentTo(index) : (policy.traffic.podShares[index] ?? 0);
    host.endpoints++;
    hosts.set(endpoint.nodeName, host);
  });
  return [...hosts].map(([name, host]) => ({ name, ...host })).toSorted((a, b) => a.name.localeCompare(b.name));
}
