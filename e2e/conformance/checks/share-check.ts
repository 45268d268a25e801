import type { Analysis } from '../../../lib/analysis/analysis.ts';
import { type PlayResult, playConnections } from '../../../simulator/dataplane/play-connections.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { isProbeRandom } from './probe-chance.ts';
import { nameOf, policyOf, type Route, routesOf } from './routes.ts';
import { type ToldPolicy, toldPolicy, toldService } from './told-policy.ts';

const CLIENTS = 4_096;

const SIGMAS = 5;

export function play(world: World, { address, port }: Route, connections: number): PlayResult {
  const protocol = port.protocol === 'UDP' ? 'UDP' : 'TCP';
  return playConnections(world, {
    frontendIp: address,
    port: port.port,
    protocol,
    connections,
    clients: CLIENTS,
    seed: 11,
  });
}

/**
 * Standard deviation of a share over so many connections. Where a client sticks to a node or pod all its connections fall
 * together, so it is the clients that are counted as well.
 */
function deviation(share: number, connections: number, sticks: boolean): number {
  const variance = (share * (1 - share)) / connections;
  if (!sticks) return Math.sqrt(variance);
  return Math.sqrt(variance + (share * (1 - share) * (1 - 1 / connections)) / CLIENTS);
}

/** Shares told for pods, and the share told as lost, against where so many connections ended. */
export function shareDisagreements(world: World, told: ToldPolicy, route: Route, connections: number): string[] {
  // Such nodes come and go with every probe.
  if (isProbeRandom(world, route)) return [];
  const played = play(world, route, connections);
  const shares = new Map<string, number>([['lost', told.lostShare]]);
  for (const pod of told.pods) {
    const key = `${pod.namespace}/${pod.name}`;
    shares.set(key, (shares.get(key) ?? 0) + pod.share);
  }
  const ended = new Map(Object.entries({ ...played.byPod, lost: played.timeout + played.refused }));
  const sticks = route.service.spec.sessionAffinity === 'ClientIP';
  return [...new Set([...shares.keys(), ...ended.keys()])].flatMap((where) => {
    const share = shares.get(where) ?? 0;
    const measured = (ended.get(where) ?? 0) / connections;
    const allowed = SIGMAS * deviation(share, connections, sticks) + 1e-9;
    // What goes through machines that nobody hears from is lost, or not: only that it is one of the two can be said.
    const [least, most] = where === 'lost' ? [share, share + told.suspectShare] : [share - told.suspectShare, share];
    const above = measured - most - SIGMAS * deviation(Math.min(1, most), connections, sticks);
    const below = least - measured - SIGMAS * deviation(Math.max(0, least), connections, sticks);
    if (Math.max(above, below) <= 1e-9) return [];
    return [
      `${nameOf(route)} to ${where}: told ${share.toFixed(4)}, played ${measured.toFixed(4)} ± ${allowed.toFixed(4)}`,
    ];
  });
}

/** All routes of a world, as its Services are configured. */
export function playedDisagreements(world: World, analysis: Analysis, connections: number): string[] {
  const routes = routesOf(world);
  const each = Math.ceil(connections / Math.max(1, routes.length));
  return routes.flatMap((route) =>
    shareDisagreements(world, toldPolicy(toldService(analysis, route), route, policyOf(route.service)), route, each),
  );
}
