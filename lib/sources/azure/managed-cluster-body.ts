import { z } from 'zod';

const bodySchema = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  properties: z.object({
    nodeResourceGroup: z.string().nullish(),
    fqdn: z.string().nullish(),
    privateFQDN: z.string().nullish(),
    azurePortalFQDN: z.string().nullish(),
  }),
});

/** What tells managed clusters apart: where their nodes live and which API server names are theirs. */
export interface ManagedClusterIdentity {
  readonly id: string;
  readonly name: string;
  readonly nodeResourceGroup: string | null;
  /** Lower-case host names. */
  readonly apiServerHosts: readonly string[];
  readonly raw: unknown;
}

/** Null: not a managed cluster body. */
export function identifyManagedCluster(raw: unknown): ManagedClusterIdentity | null {
  const parsed = bodySchema.safeParse(raw);
  if (!parsed.success) return null;
  const { id, name, properties } = parsed.data;
  const hosts = [properties.fqdn, properties.privateFQDN, properties.azurePortalFQDN];
  return {
    id,
    name,
    nodeResourceGroup: properties.nodeResourceGroup || null,
    apiServerHosts: hosts.filter((host): host is string => Boolean(host)).map((host) => host.toLowerCase()),
    raw,
  };
}
