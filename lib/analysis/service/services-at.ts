import type { Service } from '../../snapshot/service.ts';

const known = new WeakMap<readonly Service[], ReadonlyMap<string, readonly Service[]>>();

/** Services whose status lists an address, in the order of their names. */
export function servicesAt(address: string, services: readonly Service[]): readonly Service[] {
  let index = known.get(services);
  if (index === undefined) {
    index = indexByAddress(services);
    known.set(services, index);
  }
  return index.get(address.toLowerCase()) ?? [];
}

function indexByAddress(services: readonly Service[]): ReadonlyMap<string, readonly Service[]> {
  const index = new Map<string, Service[]>();
  for (const service of services) {
    for (const { ip } of service.ingress) {
      if (ip === null) continue;
      const list = index.get(ip.toLowerCase());
      if (list === undefined) index.set(ip.toLowerCase(), [service]);
      else if (!list.includes(service)) list.push(service);
    }
  }
  for (const list of index.values()) list.sort(byName);
  return index;
}

function byName(a: Service, b: Service): number {
  if (a.namespace !== b.namespace) return a.namespace < b.namespace ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}
