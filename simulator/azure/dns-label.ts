import type { World } from '../kernel/world.ts';
import { keyOf } from '../objects/resources.ts';
import type { Service } from '../objects/service.ts';
import { annotationOf } from './annotations.ts';
import type { Frontend, PublicIp } from './cloud.ts';
import { SyncError } from './expected-probes.ts';
import { SERVICE_TAG } from './names.ts';

/** Says on a public IP of the cloud controller whose label it has. */
const DNS_TAG = 'k8s-azure-dns-label-service';

/** The name that Azure serves for the label of a public IP. */
export const fqdnOf = (world: World, label: string): string =>
  `${label.toLowerCase()}.${world.settings.region}.cloudapp.azure.com`;

function write(world: World, ip: PublicIp, part: Partial<PublicIp>): void {
  world.cloud.publicIps.set(ip.name, { ...ip, ...part, version: ++world.cloud.versions });
}

function refuseTaken(world: World, service: Service, ip: PublicIp, label: string): void {
  const owner = ip.tags[DNS_TAG];
  const key = keyOf(service);
  if (owner !== undefined && owner !== key)
    throw new SyncError(
      `ensurePublicIPExists for service(${key}): failed to reconcileDNSSettings: ensurePublicIPExists for service(${key}): pip(${ip.name}) - there is an existing service ${owner} consuming the DNS label on the public IP, so the service cannot set the DNS label annotation with this value`,
    );
  if (label === '') return;
  for (const other of world.cloud.publicIps.values())
    if (other.name !== ip.name && other.family === ip.family && other.dnsLabel?.toLowerCase() === label.toLowerCase())
      throw new SyncError(
        `Code="DnsRecordInUse" Message="DNS record ${fqdnOf(world, label)} is already used by another public IP."`,
      );
}

/**
 * Gives the public IP of a frontend the DNS label that its Service asks for. An empty annotation takes the label away; without
 * the annotation the label stays as it is. Throws a SyncError when another Service or another address has the label.
 */
export function reconcileDnsLabel(world: World, service: Service, { publicIp }: Frontend): void {
  const label = annotationOf(service, 'azure-dns-label-name');
  const ip = world.cloud.publicIps.get(publicIp ?? '');
  if (label === undefined || ip === undefined) return;
  refuseTaken(world, service, ip, label);
  if (label === '') {
    if (ip.dnsLabel !== null) write(world, ip, { dnsLabel: null });
    return;
  }
  const isManaged = ip.tags[SERVICE_TAG] !== undefined;
  const tags = isManaged ? { ...ip.tags, [DNS_TAG]: keyOf(service) } : ip.tags;
  const isSame = ip.dnsLabel?.toLowerCase() === label.toLowerCase();
  if (!isSame || ip.tags[DNS_TAG] !== tags[DNS_TAG]) write(world, ip, { dnsLabel: isSame ? ip.dnsLabel : label, tags });
}

/** A Service that goes leaves the label to whoever still uses its address. */
export function releaseDnsLabel(world: World, service: Service): void {
  for (const ip of [...world.cloud.publicIps.values()]) {
    const { [DNS_TAG]: owner, ...tags } = ip.tags;
    if (owner === keyOf(service)) write(world, ip, { tags });
  }
}
