export type ApiFamily =
  | 'network'
  | 'ruleHealth'
  | 'metrics'
  | 'compute'
  | 'scaleSetNetworkInterfaces'
  | 'containerService'
  | 'resources'
  | 'subscriptions';

/**
 * API versions by preference. Sovereign clouds and Azure Stack lag behind, and previews are withdrawn, so a
 * refused version falls back to the next. The probe mode of a managed cluster is only in preview versions.
 */
export const apiVersions: Readonly<Record<ApiFamily, readonly [string, ...string[]]>> = {
  network: ['2025-05-01', '2024-05-01', '2022-07-01'],
  ruleHealth: ['2025-05-01', '2024-05-01'],
  metrics: ['2024-02-01', '2023-10-01', '2018-01-01'],
  compute: ['2024-11-01', '2022-08-01'],
  scaleSetNetworkInterfaces: ['2018-10-01'],
  containerService: ['2026-03-02-preview', '2026-01-02-preview', '2025-05-01', '2023-08-01'],
  resources: ['2021-04-01'],
  subscriptions: ['2022-12-01', '2020-01-01'],
};

const REFUSED_VERSION = new Set([
  'InvalidApiVersionParameter',
  'NoRegisteredProviderFound',
  'InvalidResourceType',
  'UnsupportedApiVersion',
  'ApiVersionNotSupported',
]);

export interface ApiVersionMemory {
  current(family: ApiFamily): string;
  /** The version to try after `refused` with this ARM code; null: the code means something else, or none is left. */
  next(family: ApiFamily, refused: string, code: string | null): string | null;
}

/** Remembers for the life of a connection which version its cloud understands. */
export function createApiVersionMemory(): ApiVersionMemory {
  const chosen = new Map<ApiFamily, string>();
  return {
    current: (family) => chosen.get(family) ?? apiVersions[family][0],
    next(family, refused, code) {
      if (code === null || !REFUSED_VERSION.has(code)) return null;
      const versions = apiVersions[family];
      const following = versions[versions.indexOf(refused) + 1] ?? null;
      if (following === null) chosen.delete(family);
      else chosen.set(family, following);
      return following;
    },
  };
}
