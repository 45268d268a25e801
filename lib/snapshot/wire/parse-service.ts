import { z } from 'zod';
import type { Service, ServicePort } from '../service.ts';
import { GATEWAY_LABEL } from './gateway-label.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import type { Parsed } from './parsed.ts';
import { isPlainObject, propertyOf } from './plain-object.ts';
import {
  count,
  flag,
  identity,
  intOrString,
  listOf,
  metadata,
  portNumber,
  stringMap,
  text,
  timestamp,
  transportProtocol,
} from './wire-fields.ts';

const portSchema = z.object({
  name: text,
  protocol: transportProtocol,
  port: portNumber,
  targetPort: intOrString.nullish(),
  nodePort: portNumber.nullish(),
  appProtocol: text,
});

const schema = z.object({
  metadata: metadata.extend({
    uid: identity,
    creationTimestamp: timestamp,
    deletionTimestamp: timestamp,
    finalizers: listOf(z.string()),
    labels: stringMap,
    annotations: stringMap,
  }),
  spec: z.object({
    type: z.string(),
    externalTrafficPolicy: z.enum(['Cluster', 'Local']).nullish(),
    internalTrafficPolicy: text,
    healthCheckNodePort: portNumber.nullish(),
    sessionAffinity: z.enum(['None', 'ClientIP']).nullish(),
    sessionAffinityConfig: z.object({ clientIP: z.object({ timeoutSeconds: count }).nullish() }).nullish(),
    ports: listOf(portSchema),
    selector: stringMap,
    loadBalancerIP: text,
    loadBalancerClass: text,
    loadBalancerSourceRanges: listOf(z.string()),
    allocateLoadBalancerNodePorts: flag,
    publishNotReadyAddresses: flag,
    trafficDistribution: text,
    ipFamilies: listOf(z.enum(['IPv4', 'IPv6'])),
    externalIPs: listOf(z.string()),
  }),
  status: z
    .object({
      loadBalancer: z.object({ ingress: listOf(z.object({ ip: text, hostname: text, ipMode: text })) }).nullish(),
    })
    .nullish(),
});

const KEPT_ANNOTATIONS = [
  'service.beta.kubernetes.io/',
  'service.kubernetes.io/',
  'aks-ingress-health/',
  'external-dns.alpha.kubernetes.io/hostname',
];

function keptAnnotations(annotations: z.output<typeof stringMap>): Record<string, string> {
  const entries = Object.entries(annotations ?? {});
  return Object.fromEntries(entries.filter(([key]) => KEPT_ANNOTATIONS.some((prefix) => key.startsWith(prefix))));
}

function toPort(wire: z.output<typeof portSchema>): ServicePort {
  return {
    name: wire.name ?? '',
    protocol: wire.protocol ?? 'TCP',
    port: wire.port,
    targetPort: wire.targetPort ?? wire.port,
    nodePort: wire.nodePort ?? 0,
    appProtocol: wire.appProtocol ?? null,
  };
}

/** An empty selector selects nothing, as none does. */
function nonEmpty(selector: z.output<typeof stringMap>): Record<string, string> | null {
  return selector && Object.keys(selector).length > 0 ? selector : null;
}

function toService({ metadata: meta, spec, status }: z.output<typeof schema>): Service {
  return {
    namespace: meta.namespace,
    name: meta.name,
    uid: meta.uid,
    resourceVersion: meta.resourceVersion ?? '',
    createdAt: meta.creationTimestamp ?? null,
    deletedAt: meta.deletionTimestamp ?? null,
    finalizers: meta.finalizers ?? [],
    gateway: meta.labels?.[GATEWAY_LABEL] || null,
    annotations: keptAnnotations(meta.annotations),
    externalTrafficPolicy: spec.externalTrafficPolicy ?? 'Cluster',
    // Traffic from outside never asks for it, so an unknown value is not worth losing the Service.
    internalTrafficPolicy: spec.internalTrafficPolicy === 'Local' ? 'Local' : 'Cluster',
    healthCheckNodePort: spec.healthCheckNodePort || null,
    sessionAffinity: spec.sessionAffinity ?? 'None',
    sessionAffinityTimeoutSeconds: spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? null,
    ports: (spec.ports ?? []).map(toPort),
    selector: nonEmpty(spec.selector),
    loadBalancerIP: spec.loadBalancerIP || null,
    loadBalancerClass: spec.loadBalancerClass ?? null,
    loadBalancerSourceRanges: spec.loadBalancerSourceRanges ?? [],
    allocateLoadBalancerNodePorts: spec.allocateLoadBalancerNodePorts ?? true,
    publishNotReadyAddresses: spec.publishNotReadyAddresses ?? false,
    trafficDistribution: spec.trafficDistribution ?? null,
    ipFamilies: spec.ipFamilies ?? [],
    externalIPs: spec.externalIPs ?? [],
    ingress: (status?.loadBalancer?.ingress ?? []).map((each) => ({
      ip: each.ip || null,
      hostname: each.hostname || null,
      ipMode: each.ipMode ?? null,
    })),
  };
}

const parseLoadBalancerService = kubernetesParser('Service', schema, toService);

/** Null: a Service of another type, or of the default type ClusterIP. */
export function parseService(raw: unknown): Parsed<Service | null> {
  const spec = propertyOf(raw, 'spec');
  if (isPlainObject(spec) && isOtherType(spec.type)) return { ok: true, value: null };
  return parseLoadBalancerService(raw);
}

function isOtherType(type: unknown): boolean {
  return type === undefined || type === null || (typeof type === 'string' && type !== 'LoadBalancer');
}
