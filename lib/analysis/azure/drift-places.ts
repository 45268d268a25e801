import type { Drift } from '../../report/load-balancer-report.ts';
import { armName } from '../../snapshot/arm-id.ts';
import type { PublicIpAddress } from '../../snapshot/public-ip-address.ts';
import type { Service } from '../../snapshot/service.ts';
import type { ClusterModel, PlacedFrontend } from '../cluster/cluster-model.ts';
import type { OwnedFrontend } from '../service/owned-frontends.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { annotation } from './annotations.ts';
import { isInternal } from './cloud-config.ts';
import { type DriftField, differing, text } from './drift-field.ts';

/**
 * The frontends that carry the Service's own name, and their public IPs. A shared frontend is its first owner's.
 * Zones, SKU and idle timeout of a public IP are written once and never compared. docs/model.md "Drift".
 */
export function placeDrift(service: ServiceModel, model: ClusterModel): readonly Drift[] {
  const { namespace, name } = service.service;
  return service.frontends.flatMap((owned) => {
    const { placed } = owned;
    if (placed === null || owned.matchedBy !== 'name') return [];
    const ref = { loadBalancer: placed.loadBalancer.name, service: { namespace, name } };
    const ofFrontend = differing(frontendFields(service, owned, placed, model)).map((field) => ({
      object: placed.frontend.name,
      kind: 'frontend' as const,
      ...ref,
      ...field,
    }));
    const publicIp = model.publicIps.get(placed.frontend.publicIPAddressId?.toLowerCase() ?? '');
    if (publicIp === undefined || service.internal) return ofFrontend;
    return [
      ...ofFrontend,
      ...differing(publicIpFields(service, publicIp)).map((field) => ({
        object: publicIp.name,
        kind: 'public-ip' as const,
        ...ref,
        loadBalancer: null,
        ...field,
      })),
    ];
  });
}

function frontendFields(
  { service, internal }: ServiceModel,
  { family }: OwnedFrontend,
  { loadBalancer, frontend }: PlacedFrontend,
  model: ClusterModel,
): readonly (DriftField | null)[] {
  const onInternal = isInternal(loadBalancer.name);
  if (onInternal !== internal) {
    const word = (flag: boolean): string => (flag ? 'internal' : 'public');
    return [text('loadBalancer', word(internal), word(onInternal), false)];
  }
  const suffix = family === 'IPv6' ? '-ipv6' : '';
  const pinnedIp = annotation(service, `azure-load-balancer-${family.toLowerCase()}`) ?? plainIp(service, family);
  if (internal) {
    const subnet = annotation(service, 'azure-load-balancer-internal-subnet')?.trim();
    const fields: (DriftField | null)[] = [];
    if (subnet && frontend.subnetId !== null) fields.push(text('subnet', subnet, armName(frontend.subnetId), false));
    if (pinnedIp && frontend.privateIPAddress !== null)
      fields.push(text('privateIPAddress', pinnedIp, frontend.privateIPAddress, false));
    return fields;
  }
  const publicIp = model.publicIps.get(frontend.publicIPAddressId?.toLowerCase() ?? '');
  if (publicIp === undefined) return [];
  const pinnedName = annotation(service, `azure-pip-name${suffix}`);
  if (pinnedName) return [text('publicIPAddress', pinnedName, publicIp.name, false)];
  if (pinnedIp && publicIp.ipAddress !== null) return [text('publicIPAddress', pinnedIp, publicIp.ipAddress, false)];
  return [];
}

function plainIp({ loadBalancerIP }: Service, family: OwnedFrontend['family']): string | null {
  if (!loadBalancerIP) return null;
  return loadBalancerIP.includes(':') === (family === 'IPv6') ? loadBalancerIP : null;
}

const SERVICE_TAG = 'k8s-azure-service';
const DNS_TAG = 'k8s-azure-dns-label-service';

/** Only of addresses that the controller made: it leaves a user's address as it is, apart from the DNS label. */
function publicIpFields({ service, key }: ServiceModel, publicIp: PublicIpAddress): readonly (DriftField | null)[] {
  const fields: (DriftField | null)[] = [];
  const services = publicIp.tags[SERVICE_TAG] ?? publicIp.tags.service;
  if (services !== undefined) {
    const listed = services.split(',').map((name) => name.trim());
    if (!listed.includes(key)) fields.push(text(`tags.${SERVICE_TAG}`, key, services, false));
  }
  const label = annotation(service, 'azure-dns-label-name')?.trim();
  // Without the annotation the controller leaves the label alone, also one that it set; an empty annotation takes it away.
  if (label !== undefined && label !== '') {
    fields.push(text('dnsSettings.domainNameLabel', label, publicIp.dnsLabel ?? 'none', false));
  } else if (label === '' && publicIp.dnsLabel !== null && publicIp.tags[DNS_TAG] === key) {
    fields.push(text('dnsSettings.domainNameLabel', 'none', publicIp.dnsLabel, false));
  }
  return fields;
}
