import { seededRandom } from '../kernel/seeded-random.ts';
import type { World } from '../kernel/world.ts';
import { type Connection, connectTo, nodesInRotation, ruleAt } from './connect.ts';

export interface PlayRequest {
  readonly frontendIp: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly connections: number;
  /** How many different clients they come from. */
  readonly clients: number;
  readonly seed: number;
}

export interface PlayResult {
  readonly connections: number;
  readonly answered: number;
  readonly timeout: number;
  readonly refused: number;
  /** Connections by the node the load balancer chose, and by the pod they ended in. */
  readonly byNode: Readonly<Record<string, number>>;
  readonly byPod: Readonly<Record<string, number>>;
  readonly because: Readonly<Record<string, number>>;
  readonly inRotation: readonly string[];
}

const count = (counts: Record<string, number>, key: string): void => {
  counts[key] = (counts[key] ?? 0) + 1;
};

/** A client that can reach a frontend: from the blocks reserved for examples, or from inside the network for a private address. */
export function clientAddress(frontendIp: string, index: number): string {
  const [high, low] = [(index >> 8) & 15, index & 255];
  if (frontendIp.includes(':')) {
    const network = /^f[cd]/i.test(frontendIp) ? 'fd00:db8:c11e' : '2001:db8';
    return `${network}::${high.toString(16)}:${low.toString(16)}`;
  }
  return frontendIp.startsWith('10.') ? `10.230.${high}.${low}` : `203.0.${112 + high}.${low}`;
}

/** Plays many new connections at this moment, one by one, and counts where they ended: the measurement a computed share is checked against. */
export function playConnections(world: World, request: PlayRequest): PlayResult {
  const random = seededRandom(request.seed);
  const counts = { answered: 0, timeout: 0, refused: 0 };
  const byNode: Record<string, number> = {};
  const byPod: Record<string, number> = {};
  const because: Record<string, number> = {};
  const found = ruleAt(world, request.frontendIp, request.protocol, request.port);
  const inRotation = found === null ? [] : nodesInRotation(world, found);
  for (let index = 0; index < request.connections; index++) {
    const connection: Connection = {
      frontendIp: request.frontendIp,
      port: request.port,
      protocol: request.protocol,
      clientIp: clientAddress(request.frontendIp, random.integer(request.clients)),
      clientPort: 1024 + random.integer(64_000),
      path: '/',
    };
    if (found === null) {
      counts.timeout++;
      count(because, 'no rule for this address and port');
      continue;
    }
    const { fate, node } = connectTo(world, connection, found, inRotation);
    counts[fate.kind]++;
    if (node !== null) count(byNode, node);
    if (fate.kind === 'answered') count(byPod, fate.pod);
    else count(because, fate.because);
  }
  return { connections: request.connections, ...counts, byNode, byPod, because, inRotation };
}
