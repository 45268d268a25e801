import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AzureReaderWorld, createAzureReaderWorld, secondsAfterStart } from '../testing/azure-reader-world.ts';
import { GROUP, testBalancer, testNode, testRule } from '../testing/snapshot-objects.ts';

let world: AzureReaderWorld;

beforeEach(() => {
  world = createAzureReaderWorld();
});

afterEach(() => world.stop());

describe('machines', () => {
  const scaleSet = `${GROUP}/providers/Microsoft.Compute/virtualMachineScaleSets/np`;
  const machine = (instance: number) => `${scaleSet}/virtualMachines/${instance}`;
  const pool = (...instances: number[]) => {
    const members = instances.map((instance) => {
      const ipConfigurationId = `${machine(instance)}/networkInterfaces/nic/ipConfigurations/ip`;
      return { kind: 'nic' as const, ipConfigurationId, adminState: null };
    });
    return { id: `${GROUP}/pool`, name: 'pool', members, provisioningState: null };
  };
  const balancer = (...instances: number[]) =>
    testBalancer('kubernetes', {
      pools: [pool(...instances)],
      rules: [testRule('r', { poolIds: [`${GROUP}/pool`], probeId: null })],
    });

  it('are read while a pool member has long been without a node, every 10 minutes, and then forgotten', async () => {
    world.setNodes([testNode('n0', { providerId: `azure://${machine(0)}` })]);
    world.port.answer('loadBalancers', [balancer(0, 1)]);
    world.port.answer('networkInterfaces', [
      {
        id: `${machine(1)}/networkInterfaces/nic`,
        virtualMachineId: null,
        ipConfigurations: [],
        provisioningState: null,
      },
    ]);
    world.start();
    await world.pass(40);
    expect(world.port.counts().networkInterfaces).toBeUndefined();
    expect(world.statusOf('networkInterfaces')).toMatchObject({ state: 'absent', error: null });
    await world.pass(40);
    expect(world.port.asked).toContainEqual({ kind: 'scaleSetVms', scaleSetIds: [scaleSet] });
    expect(world.port.asked).toContainEqual({
      kind: 'networkInterfaces',
      scaleSetIds: [scaleSet],
      ofSingleMachines: false,
    });
    await world.pass(500);
    expect(world.port.counts()).toMatchObject({ scaleSetVms: 1, networkInterfaces: 1 });

    world.port.answer('loadBalancers', [balancer(0)]);
    await world.pass(60);
    expect(world.store.part().networkInterfaces).toHaveLength(1);
    await world.pass(601);
    expect(world.store.part().networkInterfaces).toBeNull();
    expect(world.port.counts()).toMatchObject({ scaleSetVms: 1, networkInterfaces: 1 });
  });

  it('are not asked about because the nodes are not known yet', async () => {
    world.setNodes(null);
    world.port.answer('loadBalancers', [balancer(0, 1)]);
    world.start();
    await world.pass(120);
    expect(world.port.counts().scaleSetVms).toBeUndefined();
  });
});

describe('probe answers', () => {
  const balancer = (...names: string[]) => testBalancer('kubernetes', { rules: names.map((name) => testRule(name)) });
  const answer = () =>
    world.port.answerWith('ruleHealth', async ({ rule }) => ({
      state: 'ok',
      items: [
        { loadBalancer: 'kubernetes', rule, observedAt: new Date(world.clock.now()).toISOString(), backends: [] },
      ],
      observedAt: new Date(world.clock.now()).toISOString(),
    }));

  it('are asked for rule by rule, at most one a second and each once a minute', async () => {
    world.port.answer('loadBalancers', [balancer('a', 'b', 'c')]);
    answer();
    world.start();
    await world.pass(2);
    expect(world.port.counts().ruleHealth).toBe(2);
    await world.pass(57);
    expect(world.port.counts().ruleHealth).toBe(3);
    await world.pass(60);
    expect(world.port.counts().ruleHealth).toBe(6);
    expect(world.store.healths().map(({ rule }) => rule)).toEqual(['a', 'b', 'c']);
  });

  it('are two at a time at most', async () => {
    world.port.answer('loadBalancers', [balancer('a', 'b', 'c')]);
    world.port.answerWith('ruleHealth', () => new Promise(() => undefined));
    world.start();
    await world.pass(60);
    expect(world.port.counts().ruleHealth).toBe(2);
  });

  it('go with their rule', async () => {
    world.port.answer('loadBalancers', [balancer('a', 'b')]);
    answer();
    world.start();
    await world.pass(10);
    world.port.answer('loadBalancers', [balancer('b')]);
    await world.pass(30);
    expect(world.store.healths().map(({ rule }) => rule)).toEqual(['b']);
  });

  it('are not asked for while that is not permitted, and the others go on', async () => {
    world.port.answer('loadBalancers', [balancer('a', 'b', 'c')]);
    const action = 'Microsoft.Network/loadBalancers/loadBalancingRules/health/action';
    world.port.fail('ruleHealth', { state: 'denied', action, scope: GROUP, principalId: null, message: 'no' });
    world.start();
    await world.pass(200);
    expect(world.port.counts()).toMatchObject({ ruleHealth: 1, loadBalancers: 7 });
    expect(world.healthStatus()).toMatchObject({ state: 'denied', denied: { verb: action } });
  });

  it('are as old as the oldest of them', async () => {
    world.port.answer('loadBalancers', [balancer('a', 'b')]);
    answer();
    world.start();
    await world.pass(10);
    expect(world.healthStatus()).toMatchObject({ state: 'live', observedAt: secondsAfterStart(1) });
  });
});
