import { z } from 'zod';
import { armName, armResourceGroup } from '../arm-id.ts';
import type { PublicIpAddress } from '../public-ip-address.ts';
import { armTags, referredId, sku, subResource } from './arm-fields.ts';
import { armParser } from './arm-object.ts';
import { identity, text } from './wire-fields.ts';

const schema = z.object({
  id: identity,
  name: text,
  ipAddress: text,
  publicIPAddressVersion: z.enum(['IPv4', 'IPv6']).nullish(),
  sku,
  dnsSettings: z.object({ domainNameLabel: text, fqdn: text }).nullish(),
  tags: armTags,
  ipConfiguration: subResource,
  provisioningState: text,
});

function toPublicIpAddress(wire: z.output<typeof schema>): PublicIpAddress {
  return {
    id: wire.id,
    name: wire.name || armName(wire.id),
    resourceGroup: armResourceGroup(wire.id) ?? '',
    ipAddress: wire.ipAddress || null,
    family: wire.publicIPAddressVersion ?? 'IPv4',
    sku: wire.sku?.name ?? null,
    dnsLabel: wire.dnsSettings?.domainNameLabel || null,
    fqdn: wire.dnsSettings?.fqdn || null,
    tags: wire.tags ?? {},
    ipConfigurationId: referredId(wire.ipConfiguration),
    provisioningState: wire.provisioningState ?? null,
  };
}

export const parsePublicIpAddress = armParser('PublicIPAddress', 'publicIPAddresses', schema, toPublicIpAddress);
