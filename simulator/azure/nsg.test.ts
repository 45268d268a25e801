import { describe, expect, it } from 'vitest';
import type { ActionInput } from '../actions/action.ts';
import { actionSchema } from '../actions/action.ts';
import { applyAction } from '../actions/apply-action.ts';
import { nodesInRotation, ruleAt } from '../dataplane/connect.ts';
import { playConnections } from '../dataplane/play-connections.ts';
import { advance } from '../kernel/run-world.ts';
import { addressOf, deployment, loadBalancerService, START_AT, smallCluster } from '../testing/small-cluster.ts';

type Rule = Partial<Extract<ActionInput, { do: 'security-rule' }>>;

/** Nodes in rotation and answered connections of 300, a minute after a rule was written. */
function withRule(rule: Rule): { readonly inRotation: number; readonly answered: number } {
  const world = smallCluster([deployment('web'), loadBalancerService('web', 'web')]);
  advance(world, START_AT + 20_000);
  applyAction(world, actionSchema.parse({ do: 'security-rule', name: 'by-hand', ...rule }));
  advance(world, world.now + 60_000);
  const frontendIp = addressOf(world, 'web');
  const found = ruleAt(world, frontendIp, 'TCP', 80);
  const played = playConnections(world, {
    frontendIp,
    port: 80,
    protocol: 'TCP',
    connections: 300,
    clients: 200,
    seed: 1,
  });
  return { inRotation: found === null ? 0 : nodesInRotation(world, found).length, answered: played.answered };
}

describe('a security rule', () => {
  it('against the load balancer turns every probe down', () => {
    expect(withRule({ sources: ['AzureLoadBalancer'] })).toEqual({ inRotation: 0, answered: 0 });
    expect(withRule({ sources: ['168.63.129.16/32'] })).toEqual({ inRotation: 0, answered: 0 });
  });

  it('against the internet keeps clients out and leaves every probe green', () => {
    expect(withRule({ sources: ['Internet'], ports: ['80'] })).toEqual({ inRotation: 7, answered: 0 });
  });

  it('of another port, or behind the rule that lets in, changes nothing', () => {
    expect(withRule({ sources: ['Internet'], ports: ['443'] })).toEqual({ inRotation: 7, answered: 300 });
    expect(withRule({ sources: ['Internet'], priority: 4_000 })).toEqual({ inRotation: 7, answered: 300 });
  });

  it('against some clients meets only those', () => {
    const { inRotation, answered } = withRule({ sources: ['203.0.112.0/25'] });
    expect(inRotation).toBe(7);
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThan(300);
  });
});
