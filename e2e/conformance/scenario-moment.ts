import type { Verdict } from '../../lib/report/verdict-report.ts';
import type { Probe, Rule } from '../../simulator/azure/cloud.ts';
import type { World } from '../../simulator/kernel/world.ts';
import { isMarkedForRemoval, proxyIsDead } from './checks/node-truth.ts';

/** Names that only the world knows: what really happened there. */
export type NamesOf = (world: World) => readonly string[];

/** A finding that the story calls for, and what it must name. */
export interface ToldFinding {
  readonly code: string;
  /** `namespace/name` of the Service; null: it is about the cluster. */
  readonly of: string | null;
  /** Objects that are named besides the Service, all of them. Absent: not looked at. */
  readonly names?: NamesOf;
}

/** What must be told of a scenario at one moment of it. */
export interface Moment {
  readonly scenario: string;
  readonly atSeconds: number;
  /** `azure`: with Azure's health of each rule; `objects`: without. Both when absent. */
  readonly seen?: 'azure' | 'objects';
  readonly told: readonly ToldFinding[];
  /** Codes of faults that may be told as well. */
  readonly allowed?: readonly string[];
  /** Nodes of a verdict for the first rule of a Service, all of them. */
  readonly verdict?: { readonly of: string; readonly verdict: Verdict; readonly nodes: NamesOf };
  readonly status?: Readonly<Record<string, 'failing' | 'degraded' | 'healthy'>>;
}

const nodesWhere = (world: World, holds: (name: string) => boolean): string[] =>
  world.store
    .list('nodes')
    .map((node) => node.metadata.name)
    .filter(holds)
    .sort();

export const everyNode: NamesOf = (world) => nodesWhere(world, () => true);
export const noNode: NamesOf = () => [];

/** Nodes whose machine is dead while their object is still there. */
export const deadNodes: NamesOf = (world) => nodesWhere(world, (name) => world.machines.get(name)?.power !== 'running');

export const markedNodes: NamesOf = (world) => nodesWhere(world, (name) => isMarkedForRemoval(world, name));

export const nodesWithDeadProxy: NamesOf = (world) => nodesWhere(world, (name) => proxyIsDead(world, name));

/** Nodes whose eviction was announced. */
export const noticedNodes: NamesOf = (world) =>
  world.store
    .list('nodes')
    .filter((node) =>
      node.status.conditions?.some(({ type, status }) => type === 'VMEventScheduled' && status === 'True'),
    )
    .map((node) => node.metadata.name)
    .sort();

/** Nodes that host a pod of an app, ready or not. */
export const hostsOf =
  (app: string): NamesOf =>
  (world) => {
    const pods = world.store.list('pods').filter((pod) => pod.metadata.labels?.app === app);
    return nodesWhere(world, (name) => pods.some((pod) => pod.spec.nodeName === name));
  };

/** Those of the first that are also among the second. */
export const both =
  (first: NamesOf, second: NamesOf): NamesOf =>
  (world) => {
    const others = new Set(second(world));
    return first(world).filter((name) => others.has(name));
  };

/** The first rule or probe of a Service, by the name it has in Azure. */
export const azurePart =
  (service: string, part: 'rules' | 'probes'): NamesOf =>
  (world) => {
    const uid = world.store.get('services', service)?.metadata.uid ?? '';
    const base = `a${uid.replaceAll('-', '')}`.slice(0, 32);
    const names = [...world.cloud.loadBalancers.values()].flatMap((lb) =>
      (part === 'rules' ? lb.rules : lb.probes).map((one: Rule | Probe) => one.name),
    );
    return names.filter((name) => name.startsWith(base)).slice(0, 1);
  };
