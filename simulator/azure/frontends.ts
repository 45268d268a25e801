import type { Family } from '../control-plane/desired-endpoints.ts';
import type { World } from '../kernel/world.ts';
import { keyOf } from '../objects/resources.ts';
import type { Service } from '../objects/service.ts';
import { annotationOf, INTERNAL_SUBNET, isInternal } from './annotations.ts';
import { DEFAULT_SUBNET } from './arm-ids.ts';
import type { Frontend, LoadBalancer, PublicIp } from './cloud.ts';
import { SyncError } from './expected-probes.ts';
import { addPublicIp, nextPublicAddress } from './load-balancers.ts';
import { baseName, CLUSTER_NAME, frontendName, publicIpName, SERVICE_TAG } from './names.ts';

/** The address a Service pins in a family, if it does. */
export function pinnedAddress(service: Service, family: Family): string | undefined {
  const annotated = annotationOf(service, `azure-load-balancer-${family.toLowerCase()}`);
  if (annotated !== undefined) return annotated;
  const legacy = service.spec.loadBalancerIP;
  return legacy !== undefined && legacy !== '' && legacy.includes(':') === (family === 'IPv6') ? legacy : undefined;
}

const pinnedPublicIpName = (service: Service, family: Family): string | undefined =>
  annotationOf(service, family === 'IPv6' ? 'azure-pip-name-ipv6' : 'azure-pip-name');

/** The public IP a Service asks for by address or by name; undefined when it asks for none. */
function pinnedPublicIp(world: World, service: Service, family: Family): PublicIp | undefined {
  const name = pinnedPublicIpName(service, family);
  const address = pinnedAddress(service, family);
  if (name === undefined && address === undefined) return undefined;
  for (const ip of world.cloud.publicIps.values())
    if ((name !== undefined && ip.name === name) || (address !== undefined && ip.address === address)) return ip;
  if (name !== undefined)
    return addPublicIp(world, { name, address: nextPublicAddress(world, family), family, tags: {} });
  throw new SyncError(
    `findMatchedPIP: user supplied IP Address ${address} was not found in resource group ${world.settings.resourceGroup}`,
  );
}

function managedPublicIp(world: World, service: Service, family: Family): PublicIp {
  const name = publicIpName(service, family);
  const known = world.cloud.publicIps.get(name);
  if (known !== undefined) return known;
  const tags = { 'k8s-azure-cluster-name': CLUSTER_NAME, [SERVICE_TAG]: keyOf(service) };
  return addPublicIp(world, { name, address: nextPublicAddress(world, family), family, tags });
}

function nextPrivateAddress(world: World, subnet: string, family: Family): string {
  const number = ++world.cloud.privateAddresses + 60;
  if (family === 'IPv6') return `fd00:db8:dead::1:${number.toString(16)}`;
  return `${subnet === DEFAULT_SUBNET ? '10.224.1' : '10.225.0'}.${number}`;
}

export const ownsByName = (service: Service, frontend: Frontend): boolean =>
  frontend.name.startsWith(baseName(service));

/** The frontend a Service uses: its own by name, or one that already has the address it pins. */
export function frontendOf(world: World, lb: LoadBalancer, service: Service, family: Family): Frontend | undefined {
  const own = lb.frontends.find((one) => ownsByName(service, one) && one.family === family);
  if (own !== undefined) return own;
  if (lb.internal) {
    const pinned = pinnedAddress(service, family);
    return pinned === undefined ? undefined : lb.frontends.find((one) => one.privateIp === pinned);
  }
  const ip = pinnedPublicIp(world, service, family);
  return ip === undefined ? undefined : lb.frontends.find((one) => one.publicIp === ip.name);
}

/** A new frontend for a Service, with the address it pins or the next free one. */
export function newFrontend(world: World, service: Service, family: Family): Frontend {
  const name = frontendName(service, family);
  if (isInternal(service)) {
    const subnet = annotationOf(service, INTERNAL_SUBNET) ?? DEFAULT_SUBNET;
    const pinned = pinnedAddress(service, family);
    const privateIp = pinned ?? nextPrivateAddress(world, subnet, family);
    return { name, publicIp: null, privateIp, isPinned: pinned !== undefined, family, subnet };
  }
  const ip = pinnedPublicIp(world, service, family) ?? managedPublicIp(world, service, family);
  return { name, publicIp: ip.name, privateIp: null, isPinned: false, family, subnet: null };
}

export const frontendAddress = (world: World, frontend: Frontend): string | undefined =>
  frontend.privateIp ?? world.cloud.publicIps.get(frontend.publicIp ?? '')?.address;

/** Deletes the public IP the cloud controller made for a Service, once no frontend has it. */
export function releasePublicIps(world: World, service: Service): void {
  for (const family of ['IPv4', 'IPv6'] as const) {
    const name = publicIpName(service, family);
    const used = [...world.cloud.loadBalancers.values()].some((lb) =>
      lb.frontends.some((one) => one.publicIp === name),
    );
    if (!used) world.cloud.publicIps.delete(name);
  }
}
