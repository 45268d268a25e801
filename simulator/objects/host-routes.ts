import { z } from 'zod';
import { conditionSchema, objectMetaSchema } from './object-meta.ts';

const kept = (apiVersion: string, kind: string) =>
  z.looseObject({ apiVersion: z.literal(apiVersion), kind: z.literal(kind), metadata: objectMetaSchema });

export const ingressSchema = kept('networking.k8s.io/v1', 'Ingress').extend({
  spec: z.looseObject({
    ingressClassName: z.string().optional(),
    rules: z.array(z.looseObject({ host: z.string().optional() })).optional(),
    tls: z.array(z.looseObject({ hosts: z.array(z.string()).optional() })).optional(),
  }),
  status: z
    .looseObject({
      loadBalancer: z.looseObject({ ingress: z.array(z.looseObject({ ip: z.string().optional() })).optional() }),
    })
    .default({ loadBalancer: {} }),
});

export const gatewaySchema = kept('gateway.networking.k8s.io/v1', 'Gateway').extend({
  spec: z.looseObject({
    gatewayClassName: z.string(),
    listeners: z.array(
      z.looseObject({
        name: z.string(),
        port: z.number().int(),
        protocol: z.string(),
        hostname: z.string().optional(),
        allowedRoutes: z
          .looseObject({ namespaces: z.looseObject({ from: z.string().optional() }).optional() })
          .optional(),
      }),
    ),
  }),
  status: z
    .looseObject({
      addresses: z.array(z.looseObject({ type: z.string().optional(), value: z.string() })).optional(),
      conditions: z.array(conditionSchema).optional(),
    })
    .default({}),
});

const parentRefSchema = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  sectionName: z.string().optional(),
});

export const httpRouteSchema = kept('gateway.networking.k8s.io/v1', 'HTTPRoute').extend({
  spec: z.looseObject({
    hostnames: z.array(z.string()).optional(),
    parentRefs: z.array(parentRefSchema).optional(),
  }),
  status: z
    .looseObject({
      parents: z
        .array(z.looseObject({ parentRef: parentRefSchema, conditions: z.array(conditionSchema).optional() }))
        .default([]),
    })
    .default({ parents: [] }),
});

export const istioGatewaySchema = kept('networking.istio.io/v1', 'Gateway').extend({
  spec: z.looseObject({
    selector: z.record(z.string(), z.string()).optional(),
    servers: z
      .array(
        z.looseObject({
          port: z.looseObject({ number: z.number().int(), name: z.string().optional(), protocol: z.string() }),
          hosts: z.array(z.string()),
        }),
      )
      .default([]),
  }),
});

export const virtualServiceSchema = kept('networking.istio.io/v1', 'VirtualService').extend({
  spec: z.looseObject({ hosts: z.array(z.string()), gateways: z.array(z.string()).optional() }),
});

export type Ingress = z.infer<typeof ingressSchema>;
export type Gateway = z.infer<typeof gatewaySchema>;
export type HttpRoute = z.infer<typeof httpRouteSchema>;
