import { z } from 'zod';
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from '../network-policy.ts';
import { fullLabelSelector, toLabelSelector } from './full-label-selector.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import { intOrString, listOf, metadata, portNumber, presence, text } from './wire-fields.ts';

const portSchema = z.object({ protocol: text, port: intOrString.nullish(), endPort: portNumber.nullish() });

const peerSchema = z.object({
  ipBlock: z.object({ cidr: z.string(), except: listOf(z.string()) }).nullish(),
  podSelector: presence,
  namespaceSelector: presence,
});

const schema = z.object({
  metadata,
  spec: z.object({
    podSelector: fullLabelSelector.nullish(),
    policyTypes: listOf(z.string()),
    ingress: listOf(z.object({ from: listOf(peerSchema), ports: listOf(portSchema) })),
  }),
});

function toPort({ protocol, port, endPort }: z.output<typeof portSchema>): NetworkPolicyPort {
  return { protocol: protocol ?? 'TCP', port: port ?? null, endPort: endPort ?? null };
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
  const selector = spec.podSelector ? toLabelSelector(spec.podSelector) : null;
  return {
    namespace: meta.namespace,
    name: meta.name,
    resourceVersion: meta.resourceVersion ?? '',
    podSelector: selector?.matchLabels ?? {},
    expressions: selector?.matchExpressions ?? [],
    isolatesIngress: types.length === 0 || types.includes('Ingress'),
    ingress: (spec.ingress ?? []).map((rule) => ({
      from: (rule.from ?? []).map(toPeer),
      ports: (rule.ports ?? []).map(toPort),
    })),
  };
}

export const parseNetworkPolicy = kubernetesParser('NetworkPolicy', schema, toNetworkPolicy);
