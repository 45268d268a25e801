import type { Analysis } from '../../../lib/analysis/analysis.ts';
import { memberKey } from '../../../simulator/azure/prober.ts';
import { probeKey } from '../../../simulator/azure/probing.ts';
import { connectTo } from '../../../simulator/dataplane/connect.ts';
import type { Fate } from '../../../simulator/dataplane/forward-packet.ts';
import { clientAddress } from '../../../simulator/dataplane/play-connections.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { isDead, isProxyProbe, proxyIsDead } from './node-truth.ts';
import { isProbeRandom } from './probe-chance.ts';
import { nameOf, policyOf, type Route, routesOf } from './routes.ts';
import { toldPolicy, toldService } from './told-policy.ts';

const VERDICT = { answered: 'accept', timeout: 'drop', refused: 'reject' } as const;

/** What stops packets behind the node, which itself accepted them. */
const isStoppedBehind = (fate: Fate): boolean =>
  fate.kind === 'timeout' && /^(a NetworkPolicy|the machine of pod)/.test(fate.because);

/** What a node does with a connection that the load balancer sends to it; security groups are left out. */
export function forwardsOn(world: World, route: Route, node: string): 'accept' | 'drop' | 'reject' {
  const { address, port, lb, rule } = route;
  // Without security groups only clients from within get in.
  const open = { ...world, cloud: { ...world.cloud, securityGroups: new Map() } };
  const within = clientAddress(address.includes(':') ? 'fd00::1' : '10.0.0.1', 7);
  const client = { clientIp: within, clientPort: 40_000, path: null };
  const protocol = port.protocol === 'UDP' ? 'UDP' : 'TCP';
  const connection = { ...client, frontendIp: address, port: port.port, protocol } as const;
  const { fate } = connectTo(open, connection, { lb, rule }, [node]);
  return isStoppedBehind(fate) ? 'accept' : VERDICT[fate.kind];
}

/** What the prober thinks of a member; null: the node is no member of the rule's pool. */
export function probedState(world: World, { lb, rule }: Route, node: string): 'up' | 'down' | 'unprobed' | null {
  const member = lb.pools.find((pool) => pool.name === rule.pool)?.members.find((one) => one.nodeName === node);
  if (member === undefined) return null;
  if (rule.probe === null) return 'unprobed';
  return world.probing.states.get(probeKey(lb.name, rule.probe))?.get(memberKey(member))?.up === true ? 'up' : 'down';
}

function routeDisagreements(world: World, analysis: Analysis, route: Route): string[] {
  const told = toldPolicy(toldService(analysis, route), route, policyOf(route.service));
  const isRandom = isProbeRandom(world, route);
  return told.nodes.flatMap((node) => {
    const found: string[] = [];
    const at = `${nameOf(route)} on ${node.name}`;
    const state = probedState(world, route, node.name);
    if (node.inPool !== (state !== null)) found.push(`${at}: told inPool ${node.inPool}, a member ${state !== null}`);
    // That a machine is dead shows only in what its probe answers.
    if (isDead(world, node.name)) return found;
    // A dead kube-proxy answers no health question, and no object of the cluster says so.
    const hidden = proxyIsDead(world, node.name) && isProxyProbe(world, route);
    const expected = hidden ? 'down' : node.expectedProbe;
    if (state !== null && state !== expected && !isRandom)
      found.push(`${at}: expected probe ${expected}, the prober says ${state}`);
    const forwards = forwardsOn(world, route, node.name);
    if (forwards !== node.forwards) found.push(`${at}: told to ${node.forwards}, a connection there is an ${forwards}`);
    return found;
  });
}

/** The three relations of every node to every rule: member, answer to the probe, fate of a connection. */
export function nodeDisagreements(world: World, analysis: Analysis): string[] {
  return routesOf(world).flatMap((route) => routeDisagreements(world, analysis, route));
}
