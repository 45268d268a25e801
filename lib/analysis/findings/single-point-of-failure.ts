import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import type { PortModel } from '../service/port-model.ts';
import { podsCommand } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { firstRule } from './rotation-members.ts';
import { nodeObject, serviceFinding } from './service-finding.ts';
import { count } from './wording.ts';

const code = 'single-point-of-failure';

/** docs/findings/single-point-of-failure.md: one loss takes every usable endpoint. */
export const singlePointOfFailure: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) => {
    const port = firstRule(service);
    if (port === null) return [];
    const hosts = [...port.usableHosts].toSorted();
    const point = singlePoint(port, hosts, model);
    if (point === null) return [];
    return [
      serviceFinding(service, {
        code,
        severity: 'high',
        title: `Every usable endpoint of ${service.key} is on ${point.where}`,
        impact: `${point.loss} takes the whole Service down: new connections are refused or time out until other pods are ready.`,
        objects: hosts.slice(0, 5).map(nodeObject),
        evidence: [
          {
            text: `${count(usableCount(port), 'usable endpoint')} on ${count(hosts.length, 'node')}`,
            known: 'computed',
            source: `EndpointSlices of ${service.key}`,
          },
        ],
        fix: {
          text: 'Run at least two replicas (three over zones) on nodes that are not spot, spread over hosts and zones by topology spread constraints, and guard them with a PodDisruptionBudget.',
          commands: [podsCommand(model.snapshot, service.service)],
          patch: null,
        },
        verify: [
          {
            command: podsCommand(model.snapshot, service.service),
            expect: 'ready pods on at least two nodes, in two zones',
          },
        ],
      }),
    ];
  },
};

interface SinglePoint {
  readonly where: string;
  readonly loss: string;
}

/** Null: no single loss takes them all. Endpoints outside the cluster's nodes count as elsewhere. */
function singlePoint(port: PortModel, hosts: readonly string[], model: ClusterModel): SinglePoint | null {
  const nodes = hosts.flatMap((name) => model.nodesByName.get(name) ?? []);
  const first = hosts[0];
  if (first === undefined || endpointsOffNodes(port)) return null;
  if (hosts.length === 1) return { where: `node ${first}`, loss: 'Losing this node' };
  if (nodes.length < hosts.length) return null;
  if (nodes.every((node) => node.spot)) return { where: `spot nodes (${nodes.length})`, loss: 'A wave of evictions' };
  const zone = nodes[0]?.zone ?? null;
  if (zone !== null && nodes.every((node) => node.zone === zone) && clusterZones(model.nodes) > 1) {
    return { where: `nodes of zone ${zone}`, loss: 'Losing this zone' };
  }
  return null;
}

function endpointsOffNodes(port: PortModel): boolean {
  return port.endpoints.some((endpoint) => endpoint.state === 'ready' && endpoint.nodeName === null);
}

function usableCount(port: PortModel): number {
  const ready = port.endpoints.filter((endpoint) => endpoint.state === 'ready').length;
  return ready > 0 ? ready : port.endpoints.filter((endpoint) => endpoint.state === 'serving-terminating').length;
}

function clusterZones(nodes: readonly NodeFacts[]): number {
  return new Set(nodes.flatMap((node) => (node.zone === null ? [] : [node.zone]))).size;
}
