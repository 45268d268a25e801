import { z } from 'zod';
import { intOrStringSchema, objectMetaSchema } from './object-meta.ts';

export const servicePortSchema = z.looseObject({
  name: z.string().optional(),
  protocol: z.enum(['TCP', 'UDP', 'SCTP']).default('TCP'),
  appProtocol: z.string().optional(),
  port: z.number().int().min(1).max(65_535),
  targetPort: intOrStringSchema.optional(),
  nodePort: z.number().int().optional(),
});

const ingressSchema = z.looseObject({ ip: z.string().optional(), ipMode: z.string().optional() });

export const serviceSchema = z.looseObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('Service'),
  metadata: objectMetaSchema,
  spec: z.looseObject({
    type: z.enum(['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName']).default('ClusterIP'),
    selector: z.record(z.string(), z.string()).optional(),
    ports: z.array(servicePortSchema).default([]),
    clusterIP: z.string().optional(),
    clusterIPs: z.array(z.string()).optional(),
    externalTrafficPolicy: z.enum(['Cluster', 'Local']).optional(),
    internalTrafficPolicy: z.enum(['Cluster', 'Local']).default('Cluster'),
    healthCheckNodePort: z.number().int().optional(),
    sessionAffinity: z.enum(['None', 'ClientIP']).default('None'),
    loadBalancerIP: z.string().optional(),
    loadBalancerSourceRanges: z.array(z.string()).optional(),
    loadBalancerClass: z.string().optional(),
    allocateLoadBalancerNodePorts: z.boolean().optional(),
    publishNotReadyAddresses: z.boolean().optional(),
    trafficDistribution: z.string().optional(),
    ipFamilies: z.array(z.enum(['IPv4', 'IPv6'])).optional(),
    ipFamilyPolicy: z.string().optional(),
  }),
  status: z
    .looseObject({ loadBalancer: z.looseObject({ ingress: z.array(ingressSchema).optional() }).default({}) })
    .default({ loadBalancer: {} }),
});

export type Service = z.infer<typeof serviceSchema>;
export type ServicePort = z.infer<typeof servicePortSchema>;
