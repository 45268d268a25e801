import { z } from 'zod';
import { conditionSchema, intOrStringSchema, labelSelectorSchema, objectMetaSchema } from './object-meta.ts';

export const tolerationSchema = z.looseObject({
  key: z.string().optional(),
  operator: z.enum(['Exists', 'Equal', 'Lt', 'Gt']).optional(),
  value: z.string().optional(),
  effect: z.string().optional(),
  tolerationSeconds: z.number().optional(),
});

const probeSchema = z.looseObject({
  httpGet: z.looseObject({ scheme: z.string().default('HTTP') }).optional(),
  initialDelaySeconds: z.number().optional(),
  periodSeconds: z.number().default(10),
  failureThreshold: z.number().default(3),
  successThreshold: z.number().default(1),
  timeoutSeconds: z.number().default(1),
});

const handlerSchema = z.looseObject({
  exec: z.looseObject({ command: z.array(z.string()).optional() }).optional(),
  sleep: z.looseObject({ seconds: z.number() }).optional(),
});

export const containerSchema = z.looseObject({
  name: z.string(),
  image: z.string().default(''),
  imagePullPolicy: z.string().default('IfNotPresent'),
  resources: z.looseObject({}).default({}),
  terminationMessagePath: z.string().default('/dev/termination-log'),
  terminationMessagePolicy: z.string().default('File'),
  ports: z
    .array(
      z.looseObject({
        name: z.string().optional(),
        containerPort: z.number(),
        hostPort: z.number().optional(),
        protocol: z.string().default('TCP'),
      }),
    )
    .optional(),
  readinessProbe: probeSchema.optional(),
  livenessProbe: probeSchema.optional(),
  lifecycle: z.looseObject({ preStop: handlerSchema.optional() }).optional(),
});

const nodeSelectorTermSchema = z.looseObject({
  matchExpressions: z
    .array(z.looseObject({ key: z.string(), operator: z.string(), values: z.array(z.string()).optional() }))
    .optional(),
});

const podAffinityTermSchema = z.looseObject({
  labelSelector: labelSelectorSchema.optional(),
  topologyKey: z.string(),
  matchLabelKeys: z.array(z.string()).optional(),
});

export const affinitySchema = z.looseObject({
  nodeAffinity: z
    .looseObject({
      requiredDuringSchedulingIgnoredDuringExecution: z
        .looseObject({ nodeSelectorTerms: z.array(nodeSelectorTermSchema) })
        .optional(),
      preferredDuringSchedulingIgnoredDuringExecution: z
        .array(z.looseObject({ weight: z.number(), preference: nodeSelectorTermSchema }))
        .optional(),
    })
    .optional(),
  podAntiAffinity: z
    .looseObject({
      requiredDuringSchedulingIgnoredDuringExecution: z.array(podAffinityTermSchema).optional(),
      preferredDuringSchedulingIgnoredDuringExecution: z
        .array(z.looseObject({ weight: z.number(), podAffinityTerm: podAffinityTermSchema }))
        .optional(),
    })
    .optional(),
});

export const topologySpreadConstraintSchema = z.looseObject({
  maxSkew: z.number().int().min(1),
  topologyKey: z.string(),
  whenUnsatisfiable: z.enum(['DoNotSchedule', 'ScheduleAnyway']),
  labelSelector: labelSelectorSchema.optional(),
  matchLabelKeys: z.array(z.string()).optional(),
  nodeTaintsPolicy: z.string().optional(),
  nodeAffinityPolicy: z.string().optional(),
});

export const podSpecSchema = z.looseObject({
  containers: z.array(containerSchema).min(1),
  nodeName: z.string().optional(),
  nodeSelector: z.record(z.string(), z.string()).optional(),
  hostNetwork: z.boolean().optional(),
  affinity: affinitySchema.optional(),
  tolerations: z.array(tolerationSchema).optional(),
  topologySpreadConstraints: z.array(topologySpreadConstraintSchema).optional(),
  terminationGracePeriodSeconds: z.number().default(30),
  restartPolicy: z.string().default('Always'),
  dnsPolicy: z.string().default('ClusterFirst'),
  schedulerName: z.string().default('default-scheduler'),
  securityContext: z.looseObject({}).default({}),
});

const containerStatusSchema = z.looseObject({
  name: z.string(),
  ready: z.boolean(),
  restartCount: z.number(),
  image: z.string(),
  started: z.boolean().optional(),
});

export const podSchema = z.looseObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('Pod'),
  metadata: objectMetaSchema,
  spec: podSpecSchema,
  status: z
    .looseObject({
      phase: z.string().default('Pending'),
      reason: z.string().optional(),
      conditions: z.array(conditionSchema).optional(),
      podIP: z.string().optional(),
      podIPs: z.array(z.looseObject({ ip: z.string() })).optional(),
      hostIP: z.string().optional(),
      startTime: z.string().optional(),
      containerStatuses: z.array(containerStatusSchema).optional(),
    })
    .default({ phase: 'Pending' }),
});

export const podTemplateSchema = z.looseObject({
  metadata: z
    .looseObject({
      labels: z.record(z.string(), z.string()).optional(),
      annotations: z.record(z.string(), z.string()).optional(),
    })
    .default({}),
  spec: podSpecSchema,
});

export type Pod = z.infer<typeof podSchema>;
export type PodSpec = z.infer<typeof podSpecSchema>;
export type PodTemplate = z.infer<typeof podTemplateSchema>;
export type Container = z.infer<typeof containerSchema>;
export type Toleration = z.infer<typeof tolerationSchema>;
export type TopologySpreadConstraint = z.infer<typeof topologySpreadConstraintSchema>;
export const targetPortSchema = intOrStringSchema;
