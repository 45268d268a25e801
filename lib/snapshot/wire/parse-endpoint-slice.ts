import { z } from 'zod';
import type { Endpoint, EndpointPort, EndpointSlice } from '../endpoint-slice.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import type { Parsed } from './parsed.ts';
import { propertyOf } from './plain-object.ts';
import { flag, identity, listOf, metadata, portNumber, text, transportProtocol } from './wire-fields.ts';

const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';

/** Written into bundles: what a watcher saw and the objects themselves do not say. */
export const TURNS_ANNOTATION = 'aks-ingress-health/turns';

const hint = listOf(z.object({ name: z.string() }));

const endpointSchema = z.object({
  addresses: z.array(identity).min(1, 'expected at least one address'),
  conditions: z.object({ ready: flag, serving: flag, terminating: flag }).nullish(),
  nodeName: text,
  zone: text,
  targetRef: z.object({ kind: text, namespace: text, name: text }).nullish(),
  hints: z.object({ forZones: hint, forNodes: hint }).nullish(),
});

const portSchema = z.object({ name: text, protocol: transportProtocol, port: portNumber.nullish() });

const schema = z.object({
  metadata: metadata.extend({
    labels: z.object({ [SERVICE_NAME_LABEL]: identity }),
    annotations: z.object({ [TURNS_ANNOTATION]: z.string().optional() }).nullish(),
  }),
  addressType: z.enum(['IPv4', 'IPv6']),
  endpoints: listOf(endpointSchema),
  ports: listOf(portSchema),
});

type WireEndpoint = z.output<typeof endpointSchema>;

function toEndpoint(wire: WireEndpoint, sliceNamespace: string): Endpoint {
  const pod = wire.targetRef?.kind === 'Pod' && wire.targetRef.name ? wire.targetRef : null;
  return {
    address: wire.addresses[0] ?? '',
    ready: wire.conditions?.ready ?? true,
    serving: wire.conditions?.serving ?? true,
    terminating: wire.conditions?.terminating ?? false,
    nodeName: wire.nodeName || null,
    zone: wire.zone ?? null,
    podNamespace: pod ? (pod.namespace ?? sliceNamespace) : null,
    podName: pod?.name ?? null,
    hintZones: (wire.hints?.forZones ?? []).map((each) => each.name),
    hintNodes: (wire.hints?.forNodes ?? []).map((each) => each.name),
  };
}

/** A port without a number is no port to kube-proxy. */
function toPorts(wire: z.output<typeof portSchema>): readonly EndpointPort[] {
  if (!wire.port) return [];
  return [{ name: wire.name ?? '', protocol: wire.protocol ?? 'TCP', port: wire.port }];
}

/** Only a bundle of this tool has it, and what is no such record is somebody else's word: nothing was watched. */
function toTurns(written: string | undefined): EndpointSlice['turns'] {
  if (written === undefined) return {};
  return Object.fromEntries(
    written.split(',').flatMap((turn) => {
      const [node, at] = turn.split('=');
      return node && at && Number.isFinite(Date.parse(at)) ? [[node, at]] : [];
    }),
  );
}

function toEndpointSlice(wire: z.output<typeof schema>): EndpointSlice {
  return {
    namespace: wire.metadata.namespace,
    name: wire.metadata.name,
    resourceVersion: wire.metadata.resourceVersion ?? '',
    serviceName: wire.metadata.labels[SERVICE_NAME_LABEL],
    family: wire.addressType,
    ports: (wire.ports ?? []).flatMap(toPorts),
    endpoints: (wire.endpoints ?? []).map((endpoint) => toEndpoint(endpoint, wire.metadata.namespace)),
    turns: toTurns(wire.metadata.annotations?.[TURNS_ANNOTATION]),
  };
}

const parseServiceSlice = kubernetesParser('EndpointSlice', schema, toEndpointSlice);

/** Null: a slice of host names, or of no Service. */
export function parseEndpointSlice(raw: unknown): Parsed<EndpointSlice | null> {
  const metadataObject = propertyOf(raw, 'metadata');
  const label = propertyOf(propertyOf(metadataObject, 'labels'), SERVICE_NAME_LABEL);
  const belongsToNone = label === undefined && typeof propertyOf(metadataObject, 'name') === 'string';
  if (propertyOf(raw, 'addressType') === 'FQDN' || belongsToNone) return { ok: true, value: null };
  return parseServiceSlice(raw);
}
