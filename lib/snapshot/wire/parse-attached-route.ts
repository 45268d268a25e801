import { z } from 'zod';
import type { AttachedRoute, GatewayParent } from '../host-route.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import type { Parsed } from './parsed.ts';
import { listOf, metadata, portNumber, text } from './wire-fields.ts';

export const GATEWAY_GROUP = 'gateway.networking.k8s.io';

const referenceSchema = z.object({
  group: text,
  kind: text,
  namespace: text,
  name: z.string(),
  sectionName: text,
  port: portNumber.nullish(),
});

const conditionSchema = z.object({ type: z.string(), status: z.string() });

const schema = z.object({
  metadata,
  spec: z.object({ hostnames: listOf(z.string()), parentRefs: listOf(referenceSchema) }),
  status: z
    .object({ parents: listOf(z.object({ parentRef: referenceSchema, conditions: listOf(conditionSchema) })) })
    .nullish(),
});

type Wire = z.output<typeof schema>;
type Reference = z.output<typeof referenceSchema>;

function isGateway({ group, kind }: Reference): boolean {
  return (group ?? GATEWAY_GROUP) === GATEWAY_GROUP && (kind ?? 'Gateway') === 'Gateway';
}

function toParent(reference: Reference, wire: Wire): GatewayParent {
  const own = wire.metadata.namespace;
  const isSame = (other: Reference): boolean =>
    isGateway(other) &&
    other.name === reference.name &&
    (other.namespace || own) === (reference.namespace || own) &&
    (other.sectionName || null) === (reference.sectionName || null) &&
    (other.port ?? null) === (reference.port ?? null);
  const told = (wire.status?.parents ?? [])
    .filter(({ parentRef }) => isSame(parentRef))
    .flatMap(({ conditions }) => conditions ?? [])
    .filter(({ type }) => type === 'Accepted')
    .map(({ status }) => status);
  return {
    namespace: reference.namespace || own,
    name: reference.name,
    listener: reference.sectionName || null,
    port: reference.port ?? null,
    // Several controllers may speak of one parent; one that accepts is enough.
    accepted: told.includes('True') ? true : told.includes('False') ? false : null,
  };
}

function toRoute(kind: AttachedRoute['kind'], wire: Wire): AttachedRoute {
  return {
    kind,
    namespace: wire.metadata.namespace,
    name: wire.metadata.name,
    resourceVersion: wire.metadata.resourceVersion ?? '',
    hostnames: [...new Set((wire.spec.hostnames ?? []).map((host) => host.toLowerCase()))],
    parents: (wire.spec.parentRefs ?? []).filter(isGateway).map((reference) => toParent(reference, wire)),
  };
}

export function attachedRouteParser(kind: AttachedRoute['kind']): (raw: unknown) => Parsed<AttachedRoute> {
  return kubernetesParser(kind, schema, (wire) => toRoute(kind, wire));
}
