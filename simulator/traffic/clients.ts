import { connect } from '../dataplane/connect.ts';
import type { Controller } from '../kernel/controller.ts';
import { randomHex, randomUuid } from '../kernel/random-names.ts';
import type { World } from '../kernel/world.ts';
import { answersPackets } from '../machines/machine.ts';
import { accepts } from '../machines/pod-process.ts';
import { append, type Flow, type OpenConnection } from './traffic-state.ts';

const PERIOD_MS = 1_000;
/** How long the edge tries before it gives up: no SYN-ACK, and no answer on an open connection. */
const CONNECT_TIMEOUT_MS = 19_000;
const READ_TIMEOUT_MS = 100_000;
/** One in so many requests ends the connection it came on. */
const REQUESTS_PER_CONNECTION = 10;
const COLOS = ['AMS', 'FRA', 'LHR'];
const PATHS = ['/', '/cart', '/api/items', '/api/orders'];

interface Request {
  readonly flow: Flow;
  readonly place: number;
  readonly frontendIp: string;
  readonly at: number;
  readonly clientIp: string;
  readonly rayId: string;
  readonly colo: string;
  readonly path: string;
}

const pick = <T>(world: World, items: readonly T[], otherwise: T): T =>
  items[world.random.integer(items.length)] ?? otherwise;

function newRequest(world: World, flow: Flow, place: number, frontendIp: string): Request {
  return {
    flow,
    place,
    frontendIp,
    at: world.now + world.random.integer(PERIOD_MS),
    // The edge comes to the origin from few addresses of its own.
    clientIp: `172.70.${world.random.integer(4)}.${1 + world.random.integer(50)}`,
    rayId: randomHex(world.random, 16),
    colo: pick(world, COLOS, 'AMS'),
    path: pick(world, PATHS, '/'),
  };
}

function logEdge(
  world: World,
  request: Request,
  edgeStatus: number,
  originStatus: number,
  durationMs: number,
  handshakeMs: number,
): void {
  const { rayId, colo, at, frontendIp, clientIp, flow, path } = request;
  const entry = {
    rayId,
    colo,
    startedAt: at,
    endedAt: at + durationMs,
    edgeStatus,
    originStatus,
    originIp: frontendIp,
    handshakeMs,
    clientIp,
    host: flow.host,
    path,
  };
  append(world.traffic.edge, entry);
}

function succeed(
  world: World,
  request: Request,
  connection: OpenConnection,
  status: number,
  handshakeMs: number,
): void {
  const durationMs = 5 + world.random.integer(60);
  logEdge(world, request, status, status, durationMs + handshakeMs, handshakeMs);
  append(world.traffic.gateway, {
    at: request.at + handshakeMs,
    rayId: request.rayId,
    colo: request.colo,
    pod: connection.pod,
    podIp: connection.podIp,
    path: request.path,
    host: request.flow.host,
    status,
    durationMs,
    remoteIp: connection.keepsClientIp ? connection.clientIp : connection.nodeIp,
    remotePort: 1024 + world.random.integer(60_000),
    frontend: `${request.frontendIp}:${request.flow.port}`,
    requestId: randomUuid(world.random),
    clientIp: request.clientIp,
  });
}

/** Whether an open connection still leads anywhere: a dead machine on its way swallows it, an ended pod resets it. */
function fateOfOpen(world: World, connection: OpenConnection): 'alive' | 'silent' | 'reset' {
  const entry = world.machines.get(connection.node);
  const process = world.processes.get(connection.podIp);
  const host = world.machines.get(process?.nodeName ?? '');
  if (entry === undefined || !answersPackets(entry)) return 'silent';
  if (process === undefined || process.podKey !== connection.pod) return 'reset';
  if (host === undefined || !answersPackets(host) || process.hung) return 'silent';
  return accepts(process, world.now) ? 'alive' : 'reset';
}

function onOpen(world: World, request: Request, connection: OpenConnection, pool: OpenConnection[]): void {
  const fate = fateOfOpen(world, connection);
  const drop = () => pool.splice(pool.indexOf(connection), 1);
  if (fate === 'alive') {
    succeed(world, request, connection, 200, 0);
    if (world.random.integer(REQUESTS_PER_CONNECTION) === 0) drop();
    return;
  }
  drop();
  if (fate === 'reset') logEdge(world, request, 520, 0, 1 + world.random.integer(40), 0);
  else logEdge(world, request, 524, 0, READ_TIMEOUT_MS, 0);
}

function countNew(world: World, request: Request): void {
  const key = `${request.frontendIp}:${request.flow.port}`;
  const minutes = world.traffic.newConnections.get(key) ?? new Map<number, number>();
  const minute = Math.floor(request.at / 60_000);
  minutes.set(minute, (minutes.get(minute) ?? 0) + 1);
  if (minutes.size > 120) minutes.delete(Math.min(...minutes.keys()));
  world.traffic.newConnections.set(key, minutes);
}

function onNew(world: World, request: Request, pool: OpenConnection[]): void {
  countNew(world, request);
  const { frontendIp, flow, clientIp, path } = request;
  const clientPort = 1024 + world.random.integer(60_000);
  const { fate, node } = connect(world, { frontendIp, port: flow.port, protocol: 'TCP', clientIp, clientPort, path });
  if (fate.kind === 'timeout') logEdge(world, request, 522, 0, CONNECT_TIMEOUT_MS, 0);
  else if (fate.kind === 'refused' || node === null) logEdge(world, request, 521, 0, 3, 0);
  else {
    const nodeIp = world.machines.get(node)?.ip ?? '';
    const keepsClientIp = world.rules.get(flow.service)?.policy === 'Local';
    const connection = { clientIp, node, nodeIp, pod: fate.pod, podIp: fate.endpoint.ip, keepsClientIp };
    succeed(world, request, connection, fate.status, 4 + world.random.integer(20));
    if (pool.length < flow.pooledConnections) pool.push(connection);
  }
}

/** The clients outside: every second they send their requests, each played through the whole path. The key is the place of the flow. */
export const clients: Controller = {
  name: 'clients',
  latencyMs: 0,
  watches: {},
  step(world, key) {
    const place = Number(key);
    const flow = world.traffic.flows[place];
    const pool = world.traffic.open[place];
    if (flow === undefined || pool === undefined) return null;
    const frontendIp = world.store.get('services', flow.service)?.status.loadBalancer.ingress?.[0]?.ip;
    if (frontendIp === undefined) return PERIOD_MS;
    for (let index = 0; index < flow.requestsPerSecond; index++) {
      const request = newRequest(world, flow, place, frontendIp);
      const isReused = pool.length > 0 && (pool.length >= flow.pooledConnections || world.random.fraction() < 0.7);
      const open = isReused ? pool[world.random.integer(pool.length)] : undefined;
      if (open === undefined) onNew(world, request, pool);
      else onOpen(world, request, open, pool);
    }
    return PERIOD_MS;
  },
};
