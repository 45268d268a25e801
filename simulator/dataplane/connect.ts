import type { LoadBalancer, Rule } from '../azure/cloud.ts';
import { frontendAddress } from '../azure/frontends.ts';
import { membersHealth } from '../azure/member-health.ts';
import { isClientAllowed } from '../azure/nsg.ts';
import { fractionOf, hashString } from '../kernel/seeded-random.ts';
import type { World } from '../kernel/world.ts';
import { answersPackets } from '../machines/machine.ts';
import { type Fate, rulesOn, sendToFrontend, throughRules } from './forward-packet.ts';

export interface Connection {
  readonly frontendIp: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly clientIp: string;
  readonly clientPort: number;
  readonly path: string | null;
}

export interface Played {
  readonly fate: Fate;
  /** The node the load balancer sent it to; null when it sent it nowhere. */
  readonly node: string | null;
}

export interface FrontendRule {
  readonly lb: LoadBalancer;
  readonly rule: Rule;
}

const AZURE = { TCP: 'Tcp', UDP: 'Udp' } as const;

/** The rule that takes connections to an address and port; a rule for all ports takes what no other does. */
export function ruleAt(world: World, frontendIp: string, protocol: 'TCP' | 'UDP', port: number): FrontendRule | null {
  let anyPort: FrontendRule | null = null;
  for (const lb of world.cloud.loadBalancers.values()) {
    const frontends = lb.frontends.filter((frontend) => frontendAddress(world, frontend) === frontendIp);
    for (const frontend of frontends)
      for (const rule of lb.rules) {
        if (rule.frontend !== frontend.name) continue;
        if (rule.protocol === AZURE[protocol] && rule.frontendPort === port) return { lb, rule };
        if (rule.protocol === 'All' && (rule.frontendPort === 0 || rule.frontendPort === port)) anyPort = { lb, rule };
      }
  }
  return anyPort;
}

/** The flow hash: five values by default, two when clients stick to a node. */
function flowHash(world: World, connection: Connection, rule: Rule): number {
  const { clientIp, clientPort, frontendIp, port, protocol } = connection;
  const flow =
    rule.loadDistribution === 'Default'
      ? `${clientIp}:${clientPort}>${frontendIp}:${port}/${protocol}`
      : `${clientIp}>${frontendIp}`;
  return hashString(`${world.seed}/flow/${flow}`);
}

const timeout = (because: string): Fate => ({ kind: 'timeout', because });

function forward(world: World, connection: Connection, rule: Rule, nodeName: string): Fate {
  const machine = world.machines.get(nodeName);
  if (machine === undefined || !answersPackets(machine)) return timeout(`machine ${nodeName} is dead`);
  const { frontendIp, clientIp, port, protocol, path } = connection;
  const rules = rulesOn(world, machine);
  const match = rule.floatingIP
    ? rules.frontend(frontendIp, protocol, port)
    : rules.nodePort(protocol, rule.backendPort);
  const nodeAddress = (frontendIp.includes(':') ? machine.ipv6 : null) ?? machine.ip;
  const destination = rule.floatingIP ? frontendIp : nodeAddress;
  const atPort = rule.floatingIP ? port : rule.backendPort;
  if (!isClientAllowed(world, clientIp, destination, atPort, AZURE[protocol]))
    return timeout(`the security group lets ${clientIp} not in`);
  // A client of a Service with affinity sticks to one pod, on each node by itself.
  const dice =
    match?.rules.clientAffinity === true
      ? `${clientIp}@${nodeName}`
      : `${clientIp}:${connection.clientPort}@${nodeName}`;
  const packet = { clientIp, path, chance: fractionOf(`${world.seed}/pod/${frontendIp}/${dice}`) };
  if (rule.floatingIP) return sendToFrontend(world, machine, { ...packet, frontendIp, protocol, port });
  return match === undefined
    ? { kind: 'refused', because: 'nothing listens there' }
    : throughRules(world, machine, match, packet, false);
}

/** The nodes a load balancer would send new connections of a rule to. */
export const nodesInRotation = (world: World, { lb, rule }: FrontendRule): string[] =>
  membersHealth(world, lb, rule)
    .filter((health) => health.state === 'Up')
    .map((health) => health.member.nodeName);

/** Plays one new connection: load balancer, security group, node, kube-proxy's rules, pod. */
export function connect(
  world: World,
  connection: Connection,
  found = ruleAt(world, connection.frontendIp, connection.protocol, connection.port),
): Played {
  if (found === null) return { node: null, fate: timeout(`no rule for ${connection.frontendIp}:${connection.port}`) };
  return connectTo(world, connection, found, nodesInRotation(world, found));
}

/** The same with the rotation known: for many connections at one moment. */
export function connectTo(
  world: World,
  connection: Connection,
  { rule }: FrontendRule,
  rotation: readonly string[],
): Played {
  const node = rotation[flowHash(world, connection, rule) % Math.max(1, rotation.length)];
  if (node === undefined) return { node: null, fate: timeout('no pool member is up') };
  return { node, fate: forward(world, connection, rule, node) };
}
