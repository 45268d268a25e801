import { z } from 'zod';
import { conditionSchema, intOrStringSchema, labelSelectorSchema, objectMetaSchema } from './object-meta.ts';

export const disruptionBudgetSchema = z.looseObject({
  apiVersion: z.literal('policy/v1'),
  kind: z.literal('PodDisruptionBudget'),
  metadata: objectMetaSchema,
  spec: z.looseObject({
    minAvailable: intOrStringSchema.optional(),
    maxUnavailable: intOrStringSchema.optional(),
    selector: labelSelectorSchema.optional(),
  }),
  status: z
    .looseObject({
      currentHealthy: z.number().default(0),
      desiredHealthy: z.number().default(0),
      disruptionsAllowed: z.number().default(0),
      expectedPods: z.number().default(0),
      observedGeneration: z.number().optional(),
    })
    .default({ currentHealthy: 0, desiredHealthy: 0, disruptionsAllowed: 0, expectedPods: 0 }),
});

/** Kinds that are kept as they are written: nothing in the box acts on their fields. */
const kept = (apiVersion: string, kind: string) =>
  z.looseObject({ apiVersion: z.literal(apiVersion), kind: z.literal(kind), metadata: objectMetaSchema });

export const autoscalerSchema = kept('autoscaling/v2', 'HorizontalPodAutoscaler').extend({
  spec: z.looseObject({
    scaleTargetRef: z.looseObject({ kind: z.string(), name: z.string(), apiVersion: z.string().optional() }),
    minReplicas: z.number().default(1),
    maxReplicas: z.number(),
    metrics: z
      .array(
        z.looseObject({
          type: z.string(),
          resource: z
            .looseObject({
              name: z.string(),
              target: z.looseObject({ type: z.string(), averageUtilization: z.number().optional() }),
            })
            .optional(),
        }),
      )
      .optional(),
    behavior: z
      .looseObject({ scaleDown: z.looseObject({ stabilizationWindowSeconds: z.number().optional() }).optional() })
      .optional(),
  }),
  status: z
    .looseObject({
      currentReplicas: z.number().default(0),
      desiredReplicas: z.number().default(0),
      lastScaleTime: z.string().optional(),
      observedGeneration: z.number().optional(),
      conditions: z.array(conditionSchema).optional(),
      currentMetrics: z.array(z.looseObject({})).optional(),
    })
    .default({ currentReplicas: 0, desiredReplicas: 0 }),
});
const policyPeerSchema = z.looseObject({
  ipBlock: z.looseObject({ cidr: z.string(), except: z.array(z.string()).optional() }).optional(),
  podSelector: labelSelectorSchema.optional(),
  namespaceSelector: labelSelectorSchema.optional(),
});
const policyPortSchema = z.looseObject({
  protocol: z.string().default('TCP'),
  port: intOrStringSchema.optional(),
  endPort: z.number().int().optional(),
});
export const networkPolicySchema = kept('networking.k8s.io/v1', 'NetworkPolicy').extend({
  spec: z.looseObject({
    podSelector: labelSelectorSchema.default({}),
    policyTypes: z.array(z.string()).optional(),
    ingress: z
      .array(z.looseObject({ from: z.array(policyPeerSchema).optional(), ports: z.array(policyPortSchema).optional() }))
      .optional(),
    egress: z.array(z.looseObject({})).optional(),
  }),
});
export const namespaceSchema = kept('v1', 'Namespace').extend({
  spec: z.looseObject({ finalizers: z.array(z.string()).optional() }).default({ finalizers: ['kubernetes'] }),
  status: z.looseObject({ phase: z.string().default('Active') }).default({ phase: 'Active' }),
});

export const eventSchema = z.looseObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('Event'),
  metadata: objectMetaSchema,
  involvedObject: z.looseObject({
    kind: z.string().optional(),
    namespace: z.string().optional(),
    name: z.string().optional(),
    uid: z.string().optional(),
    apiVersion: z.string().optional(),
  }),
  reason: z.string().optional(),
  message: z.string().optional(),
  type: z.string().optional(),
  count: z.number().optional(),
  firstTimestamp: z.string().nullish(),
  lastTimestamp: z.string().nullish(),
  source: z.looseObject({ component: z.string().optional(), host: z.string().optional() }).optional(),
  reportingComponent: z.string().optional(),
});

export type DisruptionBudget = z.infer<typeof disruptionBudgetSchema>;
export type HorizontalPodAutoscaler = z.infer<typeof autoscalerSchema>;
export type NetworkPolicy = z.infer<typeof networkPolicySchema>;
export type KubeEvent = z.infer<typeof eventSchema>;
