import { z } from 'zod';
import { armName, normalizeArmId } from '../arm-id.ts';
import type { BackendPool, PoolMember } from '../load-balancer.ts';
import { referredId, subResource } from './arm-fields.ts';
import { identity, listOf, text } from './wire-fields.ts';

const addressSchema = z.object({
  name: text,
  ipAddress: text,
  adminState: text,
  networkInterfaceIPConfiguration: subResource,
});

export const backendPoolSchema = z.object({
  id: identity,
  name: text,
  provisioningState: text,
  backendIPConfigurations: listOf(subResource),
  loadBalancerBackendAddresses: listOf(addressSchema),
});

type WireAddress = z.output<typeof addressSchema>;

/** `None` is how ARM says that nobody overrides the probe. */
function adminStateOf(address: WireAddress): string | null {
  return address.adminState && address.adminState !== 'None' ? address.adminState : null;
}

/** A NIC pool lists each member twice: as ipConfiguration and as address. An address that names neither is no node. */
function membersOf(wire: z.output<typeof backendPoolSchema>): readonly PoolMember[] {
  const members = new Map<string, PoolMember>();
  const addNic = (ipConfigurationId: string | null, adminState: string | null) => {
    if (ipConfigurationId === null) return;
    const key = normalizeArmId(ipConfigurationId);
    const known = members.get(key);
    if (known === undefined) members.set(key, { kind: 'nic', ipConfigurationId, adminState });
    else if (adminState !== null) members.set(key, { ...known, adminState });
  };
  for (const reference of wire.backendIPConfigurations ?? []) addNic(referredId(reference), null);
  for (const address of wire.loadBalancerBackendAddresses ?? []) {
    const nic = referredId(address.networkInterfaceIPConfiguration);
    const ipAddress = address.ipAddress ?? '';
    if (nic !== null) addNic(nic, adminStateOf(address));
    else if (ipAddress !== '' && !members.has(ipAddress)) {
      members.set(ipAddress, { kind: 'ip', ipAddress, name: address.name ?? '', adminState: adminStateOf(address) });
    }
  }
  return [...members.values()];
}

export function toBackendPool(wire: z.output<typeof backendPoolSchema>): BackendPool {
  return {
    id: wire.id,
    name: wire.name || armName(wire.id),
    members: membersOf(wire),
    provisioningState: wire.provisioningState ?? null,
  };
}
