import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import type { PortModel } from '../service/port-model.ts';
import { podsCommand, zonesCommand } from './commands.ts';
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
    const point = singlePoint(port, model);
    if (point === null) return [];
    const hosts = [...port.usableHosts].toSorted();
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
            expect: 'ready pods on at least two nodes',
          },
          { command: zonesCommand(model.snapshot), expect: 'these nodes in two zones' },
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
function singlePoint(port: PortModel, model: ClusterModel): SinglePoint | null {
  const hosts = port.usableHosts;
  const [first] = hosts;
  if (first === undefined) return null;
  if (hosts.size === 1) {
    // A node that does not exist any more cannot be lost again.
    if (!model.nodesByName.has(first) || endpointsOffNodes(port)) return null;
    return { where: `node ${first}`, loss: 'Losing this node' };
  }
  const { zone, allSpot } = inCommon(hosts, model);
  if ((!allSpot && zone === null) || endpointsOffNodes(port)) return null;
  if (allSpot) return { where: `spot nodes (${hosts.size})`, loss: 'A wave of evictions' };
  const isElsewhere = (node: NodeFacts): boolean => node.zone !== null && node.zone !== zone;
  return model.nodes.some(isElsewhere) ? { where: `nodes of zone ${zone}`, loss: 'Losing this zone' } : null;
}

const NOTHING = { zone: null, allSpot: false };

/** What all hosts share. Most Services are spread: two hosts tell. */
function inCommon(
  hosts: ReadonlySet<string>,
  { nodesByName }: ClusterModel,
): { readonly zone: string | null; readonly allSpot: boolean } {
  let zone: string | null | undefined;
  let allSpot = true;
  for (const name of hosts) {
    const node = nodesByName.get(name);
    if (node === undefined) return NOTHING;
    allSpot &&= node.spot;
    zone = zone === undefined || zone === node.zone ? node.zone : null;
    if (zone === null && !allSpot) return NOTHING;
  }
  return { zone: zone ?? null, allSpot };
}

function endpointsOffNodes(port: PortModel): boolean {
  return port.endpoints.some((endpoint) => endpoint.state === 'ready' && endpoint.nodeName === null);
}

function usableCount(port: PortModel): number {
  const ready = port.endpoints.filter((endpoint) => endpoint.state === 'ready').length;
  return ready > 0 ? ready : port.endpoints.filter((endpoint) => endpoint.state === 'serving-terminating').length;
}
