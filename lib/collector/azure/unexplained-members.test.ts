import { expect, it } from 'vitest';
import type { LoadBalancer, PoolMember } from '../../snapshot/load-balancer.ts';
import { GROUP, testBalancer, testRule } from '../testing/snapshot-objects.ts';
import { unexplainedMembers } from './unexplained-members.ts';

const scaleSet = (name: string) => `${GROUP}/providers/Microsoft.Compute/virtualMachineScaleSets/${name}`;
const inScaleSet = (name: string, instance: number) =>
  nic(`${scaleSet(name)}/virtualMachines/${instance}/networkInterfaces/nic/ipConfigurations/ip`);
const node = (name: string, instance: number) => ({
  providerId: `azure://${scaleSet(name).toLowerCase()}/virtualMachines/${instance}`,
  internalIPs: [],
});

function nic(ipConfigurationId: string): PoolMember {
  return { kind: 'nic', ipConfigurationId, adminState: null };
}

function balancer(members: readonly PoolMember[], isUsed = true): LoadBalancer {
  const pool = { id: `${GROUP}/pool`, name: 'pool', members, provisioningState: null };
  const rules = isUsed ? [testRule('r', { poolIds: [pool.id.toUpperCase()] })] : [];
  return testBalancer('kubernetes', { pools: [pool], rules });
}

it('finds everyone explained when each machine is a node, in whatever case', () => {
  expect(unexplainedMembers([balancer([inScaleSet('np', 0)])], [node('np', 0)])).toEqual({
    scaleSetIds: [],
    ofSingleMachines: false,
  });
});

it('names the scale set of a machine that is no node, once', () => {
  const members = [inScaleSet('np', 0), inScaleSet('np', 1), inScaleSet('np', 2), inScaleSet('spot', 0)];
  expect(unexplainedMembers([balancer(members)], [node('np', 0), node('spot', 0)])).toEqual({
    scaleSetIds: [scaleSet('np')],
    ofSingleMachines: false,
  });
});

it('needs the NICs of single machines to name them at all', () => {
  const member = nic(`${GROUP}/providers/Microsoft.Network/networkInterfaces/nic-1/ipConfigurations/ip`);
  expect(unexplainedMembers([balancer([member])], [])).toEqual({ scaleSetIds: [], ofSingleMachines: true });
});

it('does not mind who is in a pool without rules, such as the outbound one', () => {
  expect(unexplainedMembers([balancer([inScaleSet('np', 0)], false)], [])).toMatchObject({ scaleSetIds: [] });
});

it('has nothing to look up for a member known by address', () => {
  const member: PoolMember = { kind: 'ip', ipAddress: '10.0.0.1', name: 'n', adminState: null };
  expect(unexplainedMembers([balancer([member])], [])).toEqual({ scaleSetIds: [], ofSingleMachines: false });
});
