import type { ServiceModel } from './service-model.ts';

/** An address that clients and kube-proxy know, and the one that the Service's own frontend holds instead. */
export interface ChangedAddress {
  readonly known: string;
  readonly held: string;
  readonly frontend: string;
  readonly loadBalancer: string;
}

/**
 * Addresses of the status that no frontend holds, while a frontend with the name of the Service holds another one of the
 * same family that the status does not know. docs/model.md "Frontend matching".
 */
export function changedAddresses({ service, frontends }: ServiceModel): readonly ChangedAddress[] {
  const loose = frontends.filter((frontend) => frontend.placed === null && frontend.ip !== null);
  if (loose.length === 0) return [];
  const known = new Set(service.ingress.map(({ ip }) => ip));
  return loose.flatMap(({ ip, family }) => {
    const other = frontends.find(
      (frontend) =>
        frontend.matchedBy === 'name' && frontend.family === family && frontend.ip !== null && !known.has(frontend.ip),
    );
    if (ip === null || !other?.placed || other.ip === null) return [];
    const { frontend, loadBalancer } = other.placed;
    return [{ known: ip, held: other.ip, frontend: frontend.name, loadBalancer: loadBalancer.name }];
  });
}
