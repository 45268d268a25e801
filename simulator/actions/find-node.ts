import type { World } from '../kernel/world.ts';
import type { Machine } from '../machines/machine.ts';

/** What is asked for does not exist, or cannot be done; the text goes back to who asked. */
export class ActionError extends Error {}

const hosts = (world: World, app: string): Set<string> =>
  new Set(
    world.store
      .list('pods')
      .filter((pod) => pod.metadata.labels?.app === app && pod.metadata.deletionTimestamp === undefined)
      .flatMap((pod) => pod.spec.nodeName ?? []),
  );

type Filter = (machine: Machine) => boolean;

function filterOf(world: World, word: string): Filter {
  const [kind, value = ''] = word.split(':');
  switch (kind) {
    case 'pool':
      return (machine) => machine.pool === value;
    case 'zone':
      return (machine) => machine.zone === value;
    case 'spot':
      return (machine) => machine.spot;
    case 'hosting': {
      const nodes = hosts(world, value);
      return (machine) => nodes.has(machine.nodeName);
    }
    case 'not-hosting': {
      const nodes = hosts(world, value);
      return (machine) => !nodes.has(machine.nodeName);
    }
    default:
      return (machine) => machine.nodeName === word;
  }
}

/** The machine of a name, or the first that is there and fits all words: `spot/not-hosting:web`. */
export function findMachine(world: World, wanted: string): Machine {
  const exact = world.machines.get(wanted);
  if (exact !== undefined) return exact;
  const filters = wanted.split('/').map((word) => filterOf(world, word));
  for (const machine of world.machines.values())
    if (
      world.store.get('nodes', machine.nodeName) !== undefined &&
      machine.power === 'running' &&
      filters.every((fits) => fits(machine))
    )
      return machine;
  throw new ActionError(`no node fits "${wanted}"; ask GET /control/state for the nodes there are`);
}
