import { actionSchema } from '../../simulator/actions/action.ts';
import { ActionError } from '../../simulator/actions/find-node.ts';
import type { ObjectStore } from '../../simulator/kernel/object-store.ts';
import { startSimulator } from '../../simulator/start-simulator.ts';
import { ownMemory, type SoakTarget } from './soak-target.ts';
import { count, emptyTally, type Tally } from './tally.ts';

/** Counts what a store changes from now on, by resource. */
export function tallyStore(store: ObjectStore): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  store.subscribe(({ resource, type, object }) => {
    const tally = tallies.get(resource) ?? emptyTally();
    tallies.set(resource, tally);
    count(tally, type, object);
  });
  return tallies;
}

/** A simulator in this process whose time passes only when it is told to: a soak in virtual time. */
export async function startLocalTarget(scenario: string): Promise<SoakTarget> {
  const simulator = await startSimulator({ scenario, speed: 0, startAt: Date.UTC(2026, 10, 21) });
  const tallies = tallyStore(simulator.world.store);
  const { apiServerUrl, caPem, token, kubeconfigPath } = simulator;
  return {
    apiServerUrl,
    caPem,
    token,
    kubeconfigPath,
    async act(action) {
      try {
        simulator.control.act(actionSchema.parse(action));
        return true;
      } catch (error) {
        if (error instanceof ActionError) return false;
        throw error;
      }
    },
    async go() {},
    async halt() {},
    async pass(seconds) {
      simulator.control.skip(seconds);
    },
    tallies: async () => Object.fromEntries(tallies),
    memory: async () => ownMemory(),
    stop: () => simulator.stop(),
  };
}
