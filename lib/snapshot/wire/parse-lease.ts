import { z } from 'zod';
import type { Lease } from '../lease.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import type { Parsed } from './parsed.ts';
import { propertyOf } from './plain-object.ts';
import { count, identity, text, timestamp } from './wire-fields.ts';

const NODE_LEASE_NAMESPACE = 'kube-node-lease';

/** What a kubelet asks for unless it is told otherwise. */
const KUBELET_LEASE_SECONDS = 40;

const schema = z.object({
  metadata: z.object({ name: identity, resourceVersion: text }),
  spec: z.object({ renewTime: timestamp, leaseDurationSeconds: count }).nullish(),
});

function toLease({ metadata: meta, spec }: z.output<typeof schema>): Lease {
  return {
    nodeName: meta.name,
    resourceVersion: meta.resourceVersion ?? '',
    renewedAt: spec?.renewTime ?? null,
    durationSeconds: spec?.leaseDurationSeconds ?? KUBELET_LEASE_SECONDS,
  };
}

const parseNodeLease = kubernetesParser('Lease', schema, toLease);

/** Null: a lease of another namespace, held by a leader and not by a node. */
export function parseLease(raw: unknown): Parsed<Lease | null> {
  const namespace = propertyOf(propertyOf(raw, 'metadata'), 'namespace');
  if (typeof namespace === 'string' && namespace !== NODE_LEASE_NAMESPACE) return { ok: true, value: null };
  return parseNodeLease(raw);
}
