import type { World } from '../kernel/world.ts';
import { loadBalancerId, networkId, publicIpId } from './arm-ids.ts';
import type { PublicIp, SecurityGroup, SecurityRule } from './cloud.ts';
import { fqdnOf } from './dns-label.ts';
import { etagOf } from './etag.ts';

function frontendWith(world: World, ip: PublicIp): object {
  for (const lb of world.cloud.loadBalancers.values())
    for (const frontend of lb.frontends)
      if (frontend.publicIp === ip.name)
        return {
          ipConfiguration: {
            id: `${loadBalancerId(world.settings, lb.name)}/frontendIPConfigurations/${frontend.name}`,
          },
        };
  return {};
}

export const publicIpToArm = (world: World, ip: PublicIp) => ({
  ...(Object.keys(ip.tags).length === 0 ? {} : { tags: ip.tags }),
  location: world.settings.region,
  sku: { name: 'Standard', tier: 'Regional' },
  zones: ip.zones,
  properties: {
    publicIPAllocationMethod: 'Static',
    publicIPAddressVersion: ip.family,
    idleTimeoutInMinutes: 4,
    provisioningState: 'Succeeded',
    resourceGuid: ip.guid,
    ipAddress: ip.address,
    ipTags: [],
    ...(ip.dnsLabel === null
      ? {}
      : { dnsSettings: { domainNameLabel: ip.dnsLabel, fqdn: fqdnOf(world, ip.dnsLabel) } }),
    ...frontendWith(world, ip),
  },
  id: publicIpId(world.settings, ip.name),
  name: ip.name,
  type: 'Microsoft.Network/publicIPAddresses',
  etag: etagOf(world, ip.guid, ip.version),
});

/** ARM has one field for a single value and another for several. */
const oneOrMany = (name: string, values: readonly string[]) =>
  values.length === 1 ? { [name]: values[0] } : { [`${name}es`]: values };

function ruleToArm(world: World, group: SecurityGroup, rule: SecurityRule, etag: string) {
  const single = rule.ports.length === 1 && rule.ports[0] === '*';
  return {
    name: rule.name,
    properties: {
      access: rule.access,
      ...oneOrMany('destinationAddressPrefix', rule.destinations),
      ...(single ? { destinationPortRange: '*' } : { destinationPortRanges: rule.ports }),
      direction: rule.direction,
      priority: rule.priority,
      protocol: rule.protocol,
      provisioningState: 'Succeeded',
      ...oneOrMany('sourceAddressPrefix', rule.sources),
      sourcePortRange: '*',
    },
    id: `${networkId(world.settings, 'networkSecurityGroups', group.name)}/securityRules/${rule.name}`,
    etag,
    type: 'Microsoft.Network/networkSecurityGroups/securityRules',
  };
}

export function groupToArm(world: World, group: SecurityGroup) {
  const etag = etagOf(world, group.guid, group.version);
  const { settings } = world;
  return {
    etag,
    id: networkId(settings, 'networkSecurityGroups', group.name),
    location: settings.region,
    name: group.name,
    properties: {
      defaultSecurityRules: [],
      provisioningState: 'Succeeded',
      resourceGuid: group.guid,
      securityRules: group.rules.map((rule) => ruleToArm(world, group, rule, etag)),
    },
    tags: { 'aks-managed-cluster-name': settings.cluster, 'aks-managed-cluster-rg': settings.resourceGroup },
    type: 'Microsoft.Network/networkSecurityGroups',
  };
}
