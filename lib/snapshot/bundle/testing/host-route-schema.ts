import { z } from 'zod';

const text = z.string();
const nonEmpty = z.string().min(1);
const orNull = <S extends z.ZodType>(schema: S) => schema.nullable();
const portNumber = z.int().min(0).max(65_535);
const meta = { namespace: nonEmpty, name: nonEmpty, resourceVersion: text };

const attached = (kind: 'HTTPRoute' | 'TLSRoute' | 'GRPCRoute') =>
  z.strictObject({
    kind: z.literal(kind),
    ...meta,
    hostnames: z.array(text),
    parents: z.array(
      z.strictObject({
        namespace: nonEmpty,
        name: text,
        listener: orNull(nonEmpty),
        port: orNull(portNumber),
        accepted: orNull(z.boolean()),
      }),
    ),
  });

/** What a snapshot may hold of one object that names hosts, exactly. */
export const hostRouteSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('Ingress'),
    ...meta,
    ingressClass: orNull(nonEmpty),
    hosts: z.array(orNull(nonEmpty)),
    tlsHosts: z.array(text),
    addresses: z.array(z.strictObject({ ip: orNull(nonEmpty), hostname: orNull(nonEmpty) })),
  }),
  z.strictObject({
    kind: z.literal('Gateway'),
    ...meta,
    gatewayClass: text,
    listeners: z.array(
      z.strictObject({
        name: text,
        hostname: orNull(nonEmpty),
        port: portNumber,
        protocol: text,
        tls: orNull(z.enum(['Terminate', 'Passthrough'])),
      }),
    ),
    addresses: z.array(nonEmpty),
  }),
  attached('HTTPRoute'),
  attached('TLSRoute'),
  attached('GRPCRoute'),
  z.strictObject({
    kind: z.literal('IstioGateway'),
    ...meta,
    selector: z.record(text, text),
    servers: z.array(z.strictObject({ port: portNumber, protocol: text, tlsMode: orNull(text), hosts: z.array(text) })),
  }),
  z.strictObject({
    kind: z.literal('VirtualService'),
    ...meta,
    hosts: z.array(text),
    gateways: z.array(text),
    exportTo: z.array(text),
  }),
]);
