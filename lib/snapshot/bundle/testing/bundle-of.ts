import { decodeBundle } from '../decode-bundle.ts';

const FALLBACK = { cluster: 'fallback', takenAt: '2026-01-01T00:00:00Z' };

export const SERVICE = {
  kind: 'Service',
  metadata: { namespace: 'shop', name: 'web', uid: '452120e4-4bda-4d6c-9c88-7ddd239c6ef0' },
  spec: { type: 'LoadBalancer', ports: [{ port: 80 }] },
};

export const SLICE = {
  kind: 'EndpointSlice',
  metadata: { namespace: 'shop', name: 'web-x', labels: { 'kubernetes.io/service-name': 'web' } },
  addressType: 'IPv4',
};

export const NODE = { kind: 'Node', metadata: { name: 'node-0', uid: 'u' } };

export const LOAD_BALANCER_ID =
  '/subscriptions/s/resourceGroups/MC_rg/providers/Microsoft.Network/loadBalancers/kubernetes';

/** The three files without which nothing can be said. */
const REQUIRED = {
  'kubernetes/services.json': { kind: 'List', items: [SERVICE] },
  'kubernetes/endpointslices.json': { kind: 'List', items: [SLICE] },
  'kubernetes/nodes.json': { kind: 'List', items: [NODE] },
} as const;

/** Decodes a bundle of the required files and these; strings are text as it is, undefined takes a file away. */
export function decodeWith(files: Readonly<Record<string, unknown>>) {
  const entries = Object.entries({ ...REQUIRED, ...files }).filter(([, content]) => content !== undefined);
  const texts = entries.map(([path, content]): [string, string] => [
    path,
    typeof content === 'string' ? content : JSON.stringify(content),
  ]);
  return decodeBundle(new Map(texts), FALLBACK);
}

export function statusOf(decoded: ReturnType<typeof decodeWith>, resource: string) {
  const { kubernetes, azure, probes } = decoded.snapshot.sources;
  const all = [kubernetes, azure, probes].flatMap((source) => source.resources);
  return all.find((status) => status.resource === resource);
}
