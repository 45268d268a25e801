import { z } from 'zod';
import { objectMetaSchema } from './object-meta.ts';

export const endpointSchema = z.looseObject({
  addresses: z.array(z.string()).min(1),
  conditions: z
    .looseObject({
      ready: z.boolean().nullish(),
      serving: z.boolean().nullish(),
      terminating: z.boolean().nullish(),
    })
    .default({}),
  targetRef: z
    .looseObject({
      kind: z.string().optional(),
      namespace: z.string().optional(),
      name: z.string().optional(),
      uid: z.string().optional(),
    })
    .optional(),
  nodeName: z.string().optional(),
  zone: z.string().optional(),
  hints: z
    .looseObject({
      forZones: z.array(z.looseObject({ name: z.string() })).optional(),
      forNodes: z.array(z.looseObject({ name: z.string() })).optional(),
    })
    .optional(),
});

export const endpointSliceSchema = z.looseObject({
  apiVersion: z.literal('discovery.k8s.io/v1'),
  kind: z.literal('EndpointSlice'),
  metadata: objectMetaSchema,
  addressType: z.enum(['IPv4', 'IPv6', 'FQDN']),
  endpoints: z
    .array(endpointSchema)
    .nullish()
    .transform((endpoints) => endpoints ?? []),
  ports: z
    .array(
      z.looseObject({
        name: z.string().nullish(),
        protocol: z.string().default('TCP'),
        port: z.number().nullish(),
        appProtocol: z.string().optional(),
      }),
    )
    .nullish()
    .transform((ports) => ports ?? []),
});

export type EndpointSlice = z.infer<typeof endpointSliceSchema>;
export type SliceEndpoint = z.infer<typeof endpointSchema>;
