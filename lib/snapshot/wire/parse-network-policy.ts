import { z } from 'zod';
import type { NetworkPolicy, NetworkPolicyIngressRule, NetworkPolicyPeer } from '../network-policy.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import { labelSelector, toSelector } from './label-selector.ts';
import { intOrString, listOf, metadata, portNumber, presence, text } from './wire-fields.ts';

const LONGEST_RANGE = 1024;

const portSchema = z
  .object({ protocol: text, port: intOrString.nullish(), endPort: portNumber.nullish() })
  .refine((wire) => rangeLength(wire.port, wire.endPort) <= LONGEST_RANGE, {
    path: ['endPort'],
    message: `only ranges of up to ${LONGEST_RANGE} ports can be read`,
  });

const peerSchema = z.object({
  ipBlock: z.object({ cidr: z.string(), except: listOf(z.string()) }).nullish(),
  podSelector: presence,
  namespaceSelector: presence,
});

const schema = z.object({
  metadata,
  spec: z.object({
    podSelector: labelSelector.nullish(),
    policyTypes: listOf(z.string()),
    ingress: listOf(z.object({ from: listOf(peerSchema), ports: listOf(portSchema) })),
  }),
});

function rangeLength(first: number | string | null | undefined, last: number | null | undefined): number {
  return typeof first === 'number' && last ? last - first + 1 : 1;
}

function toPorts(wire: z.output<typeof portSchema>): NetworkPolicyIngressRule['ports'] {
  const protocol = wire.protocol ?? 'TCP';
  const first = wire.port;
  if (typeof first !== 'number' || !wire.endPort) return [{ protocol, port: first ?? null }];
  const length = Math.max(1, rangeLength(first, wire.endPort));
  return Array.from({ length }, (_, offset) => ({ protocol, port: first + offset }));
}

function toPeer(wire: z.output<typeof peerSchema>): NetworkPolicyPeer {
  return {
    cidr: wire.ipBlock?.cidr ?? null,
    except: wire.ipBlock?.except ?? [],
    hasPodSelector: wire.podSelector !== null && wire.podSelector !== undefined,
    hasNamespaceSelector: wire.namespaceSelector !== null && wire.namespaceSelector !== undefined,
  };
}

function toNetworkPolicy({ metadata: meta, spec }: z.output<typeof schema>): NetworkPolicy {
  const types = spec.policyTypes ?? [];
  return {
    namespace: meta.namespace,
    name: meta.name,
    resourceVersion: meta.resourceVersion ?? '',
    podSelector: spec.podSelector ? toSelector(spec.podSelector) : {},
    isolatesIngress: types.length === 0 || types.includes('Ingress'),
    ingress: (spec.ingress ?? []).map((rule) => ({
      from: (rule.from ?? []).map(toPeer),
      ports: (rule.ports ?? []).flatMap(toPorts),
    })),
  };
}

export const parseNetworkPolicy = kubernetesParser('NetworkPolicy', schema, toNetworkPolicy);
