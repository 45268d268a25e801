import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { servicesAt } from './services-at.ts';

/** Adds to `affected` the Services that share an address with one of them, before or now: rules for an address are shared, too. */
export function addServicesOfAddresses(previous: Snapshot, snapshot: Snapshot, affected: Set<string>): void {
  if (affected.size === 0 || snapshot.azure.networkSecurityGroups === null) return;
  const added = [previous, snapshot].flatMap((each) => sharersOf(each, affected));
  for (const key of added) affected.add(key);
}

function sharersOf({ kubernetes }: Snapshot, affected: ReadonlySet<string>): readonly string[] {
  const services = kubernetes.services ?? [];
  const sharers: string[] = [];
  for (const service of services) {
    if (!affected.has(keyOf(service))) continue;
    for (const { ip } of service.ingress) {
      const sharing = ip === null ? [] : servicesAt(ip, services);
      if (sharing.length > 1) sharers.push(...sharing.map(keyOf));
    }
  }
  return sharers;
}

const keyOf = ({ namespace, name }: Service): string => `${namespace}/${name}`;
