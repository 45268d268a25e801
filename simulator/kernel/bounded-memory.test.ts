import { describe, expect, it } from 'vitest';
import type { ActionInput } from '../actions/action.ts';
import { actionSchema } from '../actions/action.ts';
import { applyAction } from '../actions/apply-action.ts';
import { GONE_KEPT } from '../machines/forget-machines.ts';
import { fromTimestamp } from '../objects/timestamps.ts';
import { deployment, loadBalancerService, smallCluster } from '../testing/small-cluster.ts';
import { advance } from './run-world.ts';
import type { World } from './world.ts';

const TURNS = 160;
const HOUR_MS = 3_600_000;
const TAKEN_IP = { 'service.beta.kubernetes.io/azure-load-balancer-ipv4': '20.9.9.9' };

/** What comes and goes in a cluster, over and over. */
const churn = (turn: number): readonly ActionInput[] => [
  { do: 'add-node', pool: 'spot' },
  turn % 2 === 0 ? { do: 'kill', node: 'spot', how: 'delete' } : { do: 'evict', node: 'spot' },
  { do: 'restart', workload: 'shop/web' },
  { do: 'policy', service: 'shop/web', policy: turn % 2 === 0 ? 'Local' : 'Cluster' },
  { do: 'apply', manifest: loadBalancerService(`s${turn}`, 'web', {}, turn % 3 === 0 ? TAKEN_IP : {}) },
  ...(turn === 0 ? [] : [{ do: 'delete', object: `Service shop/s${turn - 1}` } as const]),
];

/** The names and addresses of all machines that there ever were. */
function play(world: World) {
  const seen = new Map<string, string>();
  for (let turn = 0; turn < TURNS; turn++) {
    for (const action of churn(turn)) applyAction(world, actionSchema.parse(action));
    for (const { nodeName, ip } of world.machines.values()) seen.set(nodeName, ip);
    advance(world, world.now + 240_000);
  }
  return seen;
}

describe('a cluster in which things come and go for half a day', () => {
  const world = smallCluster([deployment('web'), loadBalancerService('web', 'web')]);
  const seen = play(world);
  const present = [...world.machines.values()].filter(({ power }) => power !== 'gone').length;

  it('remembers the last machines that are gone, and never gives a name or an address twice', () => {
    expect(seen.size).toBe(world.machinesMade.all);
    expect(seen.size).toBeGreaterThan(TURNS);
    expect(new Set(seen.values()).size).toBe(seen.size);
    const gone = world.machines.size - present;
    expect(gone).toBeGreaterThanOrEqual(GONE_KEPT);
    expect(gone).toBeLessThanOrEqual(GONE_KEPT + present);
  });

  it('keeps nothing of what was deleted', () => {
    expect(world.processes.size).toBe(world.store.count('pods'));
    expect(world.store.count('leases')).toBe(world.store.count('nodes'));
    expect([...world.cloud.failures.keys()].filter((key) => !world.store.get('services', key))).toEqual([]);
    const probes = [...world.cloud.loadBalancers.values()].flatMap((lb) => lb.probes);
    expect(world.probing.states.size).toBe(probes.length);
    for (const states of world.probing.states.values()) expect(states.size).toBeLessThanOrEqual(world.machines.size);
    expect(world.store.count('replicasets')).toBeLessThanOrEqual(12 * world.store.count('deployments'));
  });

  it('keeps events for an hour, and forgets old changes', () => {
    const oldest = Math.min(...world.store.list('events').map(({ lastTimestamp }) => fromTimestamp(lastTimestamp)));
    expect(world.now - oldest).toBeLessThanOrEqual(HOUR_MS + 60_000);
    expect(world.store.log.since('leases', 0)).toBeNull();
  });
});

it('a machine that a backend pool still names is not forgotten', () => {
  const world = smallCluster([deployment('web'), loadBalancerService('web', 'web')]);
  const [ghost] = [...world.machines.values()].filter(({ spot }) => spot);
  const act = (action: ActionInput) => applyAction(world, actionSchema.parse(action));
  act({ do: 'kill', node: ghost?.nodeName ?? '', how: 'delete' });
  for (let turn = 0; turn < GONE_KEPT + 5; turn++) {
    act({ do: 'add-node', pool: 'apps' });
    act({ do: 'kill', node: [...world.machines.keys()].at(-1) ?? '', how: 'delete' });
  }
  expect(world.machines.has(ghost?.nodeName ?? '')).toBe(true);
  expect(world.machines.size).toBeLessThanOrEqual(GONE_KEPT + 8);
});
