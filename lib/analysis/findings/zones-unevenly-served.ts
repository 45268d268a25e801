import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { podsCommand, zonesCommand } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { firstRule } from './rotation-members.ts';
import { serviceFinding } from './service-finding.ts';
import { percent } from './wording.ts';

const code = 'zones-unevenly-served';
const MAX_OVER_MIN = 1.5;

/** docs/findings/zones-unevenly-served.md: one zone carries much more than another, more than the numbers force. */
export const zonesUnevenlyServed: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) => {
    const port = firstRule(service);
    const zones = port === null ? null : servedZones(service, port);
    if (zones === null) return [];
    const [most, least] = extremes(zones);
    const policy = service.service.externalTrafficPolicy;
    const unit = policy === 'Local' ? 'nodes with pods' : 'pods';
    const counts = [...zones].map(([zone, { units }]) => `${zone}: ${units}`).join(', ');
    return [
      serviceFinding(service, {
        code,
        severity: 'medium',
        title: `Zone ${most.zone} serves ${percent(most.share)} of ${service.key}, zone ${least.zone} ${percent(least.share)}`,
        impact: `Losing zone ${most.zone} takes ${percent(most.share)} of the served connections, until its nodes are marked down; the pods that are left must then carry them.`,
        evidence: [
          { text: `${unit} by zone: ${counts}`, known: 'computed', source: `EndpointSlices of ${service.key}, Nodes` },
        ],
        fix: {
          text:
            policy === 'Local'
              ? 'Under policy Local each node with a pod counts the same: spread the pods over as many nodes in each zone. Constraints act when pods are scheduled, so restart the rollout afterwards.'
              : 'Spread the pods over the zones by a topology spread constraint. Constraints act when pods are scheduled, so restart the rollout afterwards.',
          commands: [podsCommand(model.snapshot, service.service)],
          patch: null,
        },
        verify: [
          {
            command: podsCommand(model.snapshot, service.service),
            expect: `the ${unit}, with their nodes`,
          },
          { command: zonesCommand(model.snapshot), expect: `as many ${unit} in each zone, give or take one` },
        ],
      }),
    ];
  },
};

interface ServedZone {
  /** Nodes with pods under Local, pods under Cluster. */
  readonly units: number;
  readonly share: number;
}

/** Null: even enough, or the question has no answer (zones unknown, a node lost or out of rotation). */
function servedZones({ service }: ServiceModel, port: PortModel): ReadonlyMap<string, ServedZone> | null {
  const isLocal = service.externalTrafficPolicy === 'Local';
  const { traffic, rotation } = port.policies[service.externalTrafficPolicy];
  const shares = new Map<string, { value: number }>();
  let served = 0;
  const { endpoints } = port;
  for (let index = 0; index < endpoints.length; index++) {
    const endpoint = endpoints[index];
    if (endpoint?.state !== 'ready') continue;
    const zone = zoneOf(endpoint);
    if (zone === null || (isLocal && endpoint.node !== null && !rotation.includes(endpoint.node))) return null;
    const share = traffic.podShares[index] ?? 0;
    served += share;
    const known = shares.get(zone);
    if (known) known.value += share;
    else shares.set(zone, { value: share });
  }
  if (shares.size < 2 || served === 0) return null;
  const values = [...shares.values()].map(({ value }) => value);
  if (Math.max(...values) <= MAX_OVER_MIN * Math.min(...values)) return null;
  const zones = new Map(
    [...shares]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([zone, { value }]) => {
        return [zone, { units: unitsIn(zone, port, isLocal), share: value / served }];
      }),
  );
  const [most, least] = extremes(zones);
  return most.units - least.units < 2 ? null : zones;
}

/** Nodes with ready pods, or ready pods. */
function unitsIn(zone: string, port: PortModel, isLocal: boolean): number {
  const inZone = port.endpoints.filter((endpoint) => endpoint.state === 'ready' && zoneOf(endpoint) === zone);
  return new Set(inZone.map((endpoint) => (isLocal ? endpoint.nodeName : endpoint.address))).size;
}

function zoneOf({ node, gone }: ServiceEndpoint): string | null {
  return node === null || gone || node.lost ? null : node.zone;
}

interface Extreme extends ServedZone {
  readonly zone: string;
}

/** The zones with the largest and the smallest share; ties by name. */
function extremes(zones: ReadonlyMap<string, ServedZone>): readonly [most: Extreme, least: Extreme] {
  let most: Extreme = { zone: '', units: 0, share: -1 };
  let least: Extreme = { zone: '', units: 0, share: Number.POSITIVE_INFINITY };
  for (const [zone, entry] of zones) {
    if (entry.share > most.share) most = { zone, ...entry };
    if (entry.share < least.share) least = { zone, ...entry };
  }
  return [most, least];
}
