import type { LoadBalancer } from '../../azure/cloud.ts';
import { frontendAddress } from '../../azure/frontends.ts';
import type { World } from '../../kernel/world.ts';
import type { Machine } from '../../machines/machine.ts';
import type { Series } from './metric-series.ts';

const MINUTE = 60_000;
/** What a node uses when nothing was said of it: its own agents call out. */
const USUAL_PORTS = 40;

/** Azure's division of the ports of one address where the rule sets no number: up to so many machines, so many each. */
const PORTS_OF_EACH: readonly (readonly [machines: number, ports: number])[] = [
  [50, 1024],
  [100, 512],
  [200, 256],
  [400, 128],
  [800, 64],
  [1000, 32],
];

const allocatedTo = (machines: number): number => PORTS_OF_EACH.find(([upTo]) => machines <= upTo)?.[1] ?? 0;

/** At the end of a minute. */
const wantedAt = (machine: Machine, minute: number): number =>
  machine.outbound.findLast(({ at }) => at < (minute + 1) * MINUTE)?.ports ?? USUAL_PORTS;

interface Outbound {
  readonly machine: Machine;
  readonly allocated: number;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** The machines that call out through a load balancer; none where it has no outbound rule. */
function outboundOf(world: World, lb: LoadBalancer): Outbound[] {
  const frontend = lb.frontends.find(({ name }) => name === lb.outbound?.frontend);
  if (frontend === undefined) return [];
  const machines = [...world.machines.values()].filter(({ power }) => power !== 'gone');
  const allocated = allocatedTo(machines.length);
  const address = frontendAddress(world, frontend) ?? '';
  return machines.map((machine) => ({
    machine,
    allocated,
    dimensions: { frontendipaddress: address, backendipaddress: machine.ip },
  }));
}

const isThere = ({ createdAt }: Machine, minute: number): boolean => createdAt < (minute + 1) * MINUTE;

function portSeries(world: World, lb: LoadBalancer, portsAt: (of: Outbound, minute: number) => number): Series[] {
  return outboundOf(world, lb).map((of) => ({
    dimensions: { ...of.dimensions, protocoltype: 'TCP' },
    valueAt: (minute) => (isThere(of.machine, minute) ? portsAt(of, minute) : null),
  }));
}

export const allocatedSeries = (world: World, lb: LoadBalancer): Series[] =>
  portSeries(world, lb, ({ allocated }) => allocated);

/** A machine that does not run holds no connection. */
export const usedSeries = (world: World, lb: LoadBalancer): Series[] =>
  portSeries(world, lb, ({ machine, allocated }, minute) =>
    machine.power === 'running' ? Math.min(allocated, wantedAt(machine, minute)) : 0,
  );

/** Taken to be one connection a minute on each port; those that find no port fail. */
export const connectionSeries = (world: World, lb: LoadBalancer): Series[] =>
  outboundOf(world, lb).flatMap(({ machine, allocated, dimensions }) =>
    (['Successful', 'Failed'] as const).map((connectionstate) => ({
      dimensions: { ...dimensions, connectionstate },
      valueAt: (minute: number) => {
        if (!isThere(machine, minute)) return null;
        const wanted = machine.power === 'running' ? wantedAt(machine, minute) : 0;
        const served = Math.min(allocated, wanted);
        return connectionstate === 'Successful' ? served : wanted - served;
      },
    })),
  );
