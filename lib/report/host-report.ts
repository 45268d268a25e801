import { z } from 'zod';
import { knownSchema } from './known.ts';

export const hostViaSchema = z.object({
  kind: z.enum([
    'Ingress',
    'HTTPRoute',
    'TLSRoute',
    'GRPCRoute',
    'VirtualService',
    'Gateway',
    'IstioGateway',
    'Service',
    'PublicIPAddress',
  ]),
  namespace: z.string().describe('Empty for an Azure object.'),
  name: z.string(),
});
export type HostVia = z.infer<typeof hostViaSchema>;

/** A host name under which clients come to a Service. */
export const hostReportSchema = z.object({
  host: z.string().describe('Lower case; `*.example.com` for every host below, `*` for every host.'),
  port: z.number().int().nullable().describe('Port of the frontend. Null: what names the host names no port.'),
  tls: z
    .enum(['terminated', 'passed-through', 'none', 'unknown'])
    .describe('Where TLS ends: behind this Service, further on; `none`: the object asks for none.'),
  via: hostViaSchema.describe('What names the host.'),
  gateway: hostViaSchema.nullable().describe('The Gateway it is attached to. Null: it needs none.'),
  known: knownSchema,
});
export type HostReport = z.infer<typeof hostReportSchema>;
