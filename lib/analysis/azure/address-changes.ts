import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

/** A Service that can no longer be reached where clients knew it. */
export interface AddressChange {
  readonly namespace: string;
  readonly name: string;
  /** Addresses that it had and has no longer; never empty. */
  readonly lost: readonly string[];
  /** Addresses that it has instead; empty: none yet, or it is gone. */
  readonly now: readonly string[];
  readonly because: 'recreated' | 'removed' | 'moved';
}

/** Between two snapshots of one cluster. Empty where Services are not loaded in either. */
export function addressChanges(before: Snapshot, after: Snapshot): readonly AddressChange[] {
  const now = after.kubernetes.services;
  if (now === null) return [];
  const byKey = new Map(now.map((service) => [keyOf(service), service]));
  return (before.kubernetes.services ?? []).flatMap((old) => {
    const current = byKey.get(keyOf(old));
    const addresses = current === undefined ? [] : addressesOf(current);
    const kept = new Set(addresses);
    const lost = addressesOf(old).filter((ip) => !kept.has(ip));
    if (lost.length === 0) return [];
    const because =
      current === undefined
        ? ('removed' as const)
        : current.uid === old.uid
          ? ('moved' as const)
          : ('recreated' as const);
    return [{ namespace: old.namespace, name: old.name, lost, now: addresses, because }];
  });
}

function keyOf({ namespace, name }: Service): string {
  return `${namespace}/${name}`;
}

function addressesOf(service: Service): readonly string[] {
  return service.ingress.flatMap(({ ip }) => (ip === null ? [] : [ip]));
}
