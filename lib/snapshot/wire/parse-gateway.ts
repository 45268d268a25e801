import { z } from 'zod';
import type { GatewayListener, GatewayRoute } from '../host-route.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import { listOf, metadata, portNumber, text } from './wire-fields.ts';

const listenerSchema = z.object({
  name: z.string(),
  hostname: text,
  port: portNumber,
  protocol: z.string(),
  tls: z.object({ mode: z.enum(['Terminate', 'Passthrough']).nullish() }).nullish(),
});

const schema = z.object({
  metadata,
  spec: z.object({ gatewayClassName: text, listeners: listOf(listenerSchema) }),
  status: z.object({ addresses: listOf(z.object({ value: text })) }).nullish(),
});

function toListener({ name, hostname, port, protocol, tls }: z.output<typeof listenerSchema>): GatewayListener {
  return {
    name,
    hostname: hostname?.toLowerCase() || null,
    port,
    protocol,
    tls: tls ? (tls.mode ?? 'Terminate') : null,
  };
}

function toGateway({ metadata: meta, spec, status }: z.output<typeof schema>): GatewayRoute {
  return {
    kind: 'Gateway',
    namespace: meta.namespace,
    name: meta.name,
    resourceVersion: meta.resourceVersion ?? '',
    gatewayClass: spec.gatewayClassName ?? '',
    listeners: (spec.listeners ?? []).map(toListener),
    addresses: (status?.addresses ?? []).flatMap(({ value }) => (value ? [value.toLowerCase()] : [])),
  };
}

/** A Gateway of the Gateway API. */
export const parseGateway = kubernetesParser('Gateway', schema, toGateway);
