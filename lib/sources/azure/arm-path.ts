import type { ArmEndpoint } from './arm-endpoint.ts';

/**
 * Absolute URL of an ARM path or resource id. Every segment is encoded: ids come from other systems (a node's
 * providerID, a reference inside an answer) and must not reach beyond what they name.
 */
export function armUrl(endpoint: ArmEndpoint, path: string, query: Readonly<Record<string, string>>): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  const encoded = segments.map((segment) => (/^\.+$/.test(segment) ? '_' : encodeURIComponent(segment)));
  const search = new URLSearchParams(query).toString().replaceAll('%24', '$');
  return `${endpoint.origin}/${encoded.join('/')}?${search}`;
}

export function resourceGroupPath(subscriptionId: string, resourceGroup: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}`;
}
