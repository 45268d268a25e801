import type { World } from '../kernel/world.ts';
import { addMachine } from '../machines/add-machine.ts';
import type { Action, ActionOf } from './action.ts';
import { addGhost, portalEdit, securityRule } from './azure-actions.ts';
import { findMachine } from './find-node.ts';
import { cordon, drain, evict, kill, loseZone, revive, scaleDown } from './node-actions.ts';
import { setKubelet, setKubeProxy, setOutbound, setPlatform } from './node-parts.ts';
import { startUpgrade } from './upgrade-pool.ts';
import {
  annotate,
  applyManifest,
  deleteObject,
  label,
  restartWorkload,
  scaleWorkload,
  setPods,
  switchPolicy,
} from './workload-actions.ts';

type Handlers = { readonly [D in Action['do']]: (world: World, action: ActionOf<D>) => void };

const handlers: Handlers = {
  evict,
  kill,
  revive,
  'scale-down': scaleDown,
  'add-node': (world, { pool, count }) => {
    for (let index = 0; index < count; index++) addMachine(world, pool, world.settings.timings.nodeBootSeconds * 1000);
  },
  upgrade: startUpgrade,
  drain,
  cordon: (world, { node, off }) => cordon(world, findMachine(world, node), off),
  'lose-zone': loseZone,
  'kube-proxy': setKubeProxy,
  kubelet: setKubelet,
  platform: setPlatform,
  outbound: setOutbound,
  scale: scaleWorkload,
  restart: restartWorkload,
  pod: setPods,
  policy: switchPolicy,
  annotate,
  label,
  apply: applyManifest,
  delete: deleteObject,
  'portal-edit': portalEdit,
  'ghost-member': addGhost,
  'security-rule': securityRule,
  'arm-fault': (world, { do: _do, ...fault }) => {
    world.faults.length = 0;
    if (fault.fault !== 'none') world.faults.push({ ...fault, left: fault.times });
  },
  'api-server': (world, { state }) => {
    world.isApiDown = state === 'down';
  },
  compact: (world) => world.store.log.compact(world.store.revision),
  deny: (world, { rights, mend }) => {
    for (const right of rights) {
      if (mend) world.denied.delete(right);
      else world.denied.add(right);
    }
  },
};

/** The handler found under an action's word takes that action. */
const handlerOf = (action: Action): ((world: World, action: Action) => void) =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  handlers[action.do] as (world: World, action: Action) => void;

/** Does something to the world, now. Throws an ActionError that says what is wrong with the request. */
export function applyAction(world: World, action: Action): void {
  handlerOf(action)(world, action);
}
