import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

const known = new WeakMap<readonly Service[], ReadonlyMap<string, readonly Service[]>>();
const none: readonly Service[] = [];

/** Services whose status holds this IP address: more than one where a frontend is shared. */
export function servicesAt({ kubernetes }: Snapshot, ip: string): readonly Service[] {
  const services = kubernetes.services ?? none;
  let index = known.get(services);
  if (index === undefined) {
    index = byAddress(services);
    known.set(services, index);
  }
  return index.get(ip) ?? none;
}

function byAddress(services: readonly Service[]): ReadonlyMap<string, readonly Service[]> {
  const index = new Map<string, Service[]>();
  for (const service of services) {
    for (const { ip } of service.ingress) {
      const group = ip === null ? undefined : index.get(ip);
      if (group) group.push(service);
      else if (ip !== null) index.set(ip, [service]);
    }
  }
  return index;
}
