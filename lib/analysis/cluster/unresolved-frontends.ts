import type { ClusterModel, PlacedFrontend } from './cluster-model.ts';

/**
 * Frontends whose public IP was not read: each may hold any public address. Frontends without an address of their own
 * (prefixes) are left out. docs/model.md "Frontend matching".
 */
export function unresolvedFrontends({ frontendsByIp }: ClusterModel): readonly PlacedFrontend[] {
  return (frontendsByIp.get('') ?? []).filter(({ frontend }) => frontend.publicIPAddressId !== null);
}
