import type { Cloud } from '../azure/cloud.ts';
import type { Probing } from '../azure/probing.ts';
import type { RuleTable } from '../dataplane/rule-table.ts';
import type { Machine } from '../machines/machine.ts';
import type { PodProcess } from '../machines/pod-process.ts';
import type { TrafficState } from '../traffic/traffic-state.ts';
import type { Controller } from './controller.ts';
import type { ObjectStore } from './object-store.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { WorldSettings } from './settings.ts';
import type { TaskQueue } from './task-queue.ts';

/** Everything there is in the box. It changes only through controllers' steps, actions, and the wire's writes to the store. */
export interface World {
  readonly settings: WorldSettings;
  readonly seed: number;
  /** Virtual time, milliseconds since 1970. */
  now: number;
  readonly random: SeededRandom;
  readonly tasks: TaskQueue;
  readonly controllers: ReadonlyMap<string, Controller>;
  readonly store: ObjectStore;
  /** The virtual machines, by node name. Of those that are gone, the last ones stay here as gone. */
  readonly machines: Map<string, Machine>;
  /** How many machines there ever were, in all and by pool: addresses and names are not given twice. */
  readonly machinesMade: { all: number; readonly byPool: Map<string, number> };
  /** What really runs, by pod IP. */
  readonly processes: Map<string, PodProcess>;
  /** What running kube-proxies have programmed. */
  readonly rules: RuleTable;
  readonly cloud: Cloud;
  readonly probing: Probing;
  readonly traffic: TrafficState;
  /** What was done to the world, newest last: the truth that a dashboard has to find out. */
  readonly journal: JournalEntry[];
  /** What pod autoscalers asked for lately, by their key: they shrink a workload only when nothing lately asked for more. */
  readonly recommendations: Map<string, readonly { readonly at: number; readonly replicas: number }[]>;
  /** What ARM does wrong on purpose. */
  readonly faults: ArmFault[];
  /** The API server cuts every connection. */
  isApiDown: boolean;
  /** Resources whose reading the API refuses, as `verb group/resource`; a missing permission on purpose. */
  readonly denied: Set<string>;
}

export interface ArmFault {
  readonly fault: string;
  readonly path: string;
  /** How many requests it still hits; null for all. */
  left: number | null;
  readonly retryAfterSeconds: number;
  readonly delaySeconds: number;
}

export interface JournalEntry {
  readonly at: number;
  readonly text: string;
}

const JOURNAL_LIMIT = 2_000;

export function note(world: World, text: string): void {
  world.journal.push({ at: world.now, text });
  if (world.journal.length > JOURNAL_LIMIT) world.journal.splice(0, world.journal.length - JOURNAL_LIMIT);
}
