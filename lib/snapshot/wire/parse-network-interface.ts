import { z } from 'zod';
import type { NetworkInterface } from '../network-interface.ts';
import { referredId, subResource } from './arm-fields.ts';
import { armParser } from './arm-object.ts';
import { identity, listOf, text } from './wire-fields.ts';

const schema = z.object({
  id: identity,
  virtualMachine: subResource,
  ipConfigurations: listOf(z.object({ id: identity, privateIPAddress: text })),
  provisioningState: text,
});

function toNetworkInterface(wire: z.output<typeof schema>): NetworkInterface {
  return {
    id: wire.id,
    virtualMachineId: referredId(wire.virtualMachine),
    ipConfigurations: (wire.ipConfigurations ?? []).map((each) => ({
      id: each.id,
      privateIPAddress: each.privateIPAddress || null,
    })),
    provisioningState: wire.provisioningState ?? null,
  };
}

export const parseNetworkInterface = armParser('NetworkInterface', 'networkInterfaces', schema, toNetworkInterface);
