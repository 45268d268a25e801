import { z } from 'zod';
import type { IngressRoute } from '../host-route.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import { listOf, metadata, presence, stringMap, text } from './wire-fields.ts';

const schema = z.object({
  metadata: metadata.extend({ annotations: stringMap }),
  spec: z
    .object({
      ingressClassName: text,
      defaultBackend: presence,
      rules: listOf(z.object({ host: text })),
      tls: listOf(z.object({ hosts: listOf(z.string()) })),
    })
    .nullish(),
  status: z
    .object({ loadBalancer: z.object({ ingress: listOf(z.object({ ip: text, hostname: text })) }).nullish() })
    .nullish(),
});

/** What came before `spec.ingressClassName`; controllers still read it. */
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

function toIngress({ metadata: meta, spec, status }: z.output<typeof schema>): IngressRoute {
  const hosts = (spec?.rules ?? []).map((rule) => rule.host?.toLowerCase() || null);
  const hasDefault = spec?.defaultBackend !== null && spec?.defaultBackend !== undefined;
  return {
    kind: 'Ingress',
    namespace: meta.namespace,
    name: meta.name,
    resourceVersion: meta.resourceVersion ?? '',
    ingressClass: spec?.ingressClassName || meta.annotations?.[CLASS_ANNOTATION] || null,
    hosts: [...new Set(hasDefault ? [...hosts, null] : hosts)],
    tlsHosts: [...new Set((spec?.tls ?? []).flatMap((tls) => (tls.hosts ?? []).map((host) => host.toLowerCase())))],
    addresses: (status?.loadBalancer?.ingress ?? []).map(({ ip, hostname }) => ({
      ip: ip || null,
      hostname: hostname || null,
    })),
  };
}

export const parseIngress = kubernetesParser('Ingress', schema, toIngress);
