import { z } from 'zod';
import { conditionSchema, intOrStringSchema, labelSelectorSchema, objectMetaSchema } from './object-meta.ts';
import { podTemplateSchema } from './pod.ts';

const replicaStatus = {
  observedGeneration: z.number().optional(),
  replicas: z.number().default(0),
  readyReplicas: z.number().optional(),
  availableReplicas: z.number().optional(),
  updatedReplicas: z.number().optional(),
  conditions: z.array(conditionSchema).optional(),
};

const rollingUpdate = z.looseObject({
  maxSurge: intOrStringSchema.default('25%'),
  maxUnavailable: intOrStringSchema.default('25%'),
});

export const deploymentSchema = z.looseObject({
  apiVersion: z.literal('apps/v1'),
  kind: z.literal('Deployment'),
  metadata: objectMetaSchema,
  spec: z.looseObject({
    replicas: z.number().int().min(0).default(1),
    selector: labelSelectorSchema,
    template: podTemplateSchema,
    minReadySeconds: z.number().optional(),
    paused: z.boolean().optional(),
    strategy: z
      .looseObject({ type: z.string().default('RollingUpdate'), rollingUpdate: rollingUpdate.optional() })
      .default({ type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } }),
    progressDeadlineSeconds: z.number().default(600),
    revisionHistoryLimit: z.number().default(10),
  }),
  status: z.looseObject({ ...replicaStatus, unavailableReplicas: z.number().optional() }).default({ replicas: 0 }),
});

export const replicaSetSchema = z.looseObject({
  apiVersion: z.literal('apps/v1'),
  kind: z.literal('ReplicaSet'),
  metadata: objectMetaSchema,
  spec: z.looseObject({
    replicas: z.number().int().min(0).default(1),
    selector: labelSelectorSchema,
    template: podTemplateSchema,
    minReadySeconds: z.number().optional(),
  }),
  status: z.looseObject(replicaStatus).default({ replicas: 0 }),
});

export const statefulSetSchema = z.looseObject({
  apiVersion: z.literal('apps/v1'),
  kind: z.literal('StatefulSet'),
  metadata: objectMetaSchema,
  spec: z.looseObject({
    replicas: z.number().int().min(0).default(1),
    selector: labelSelectorSchema,
    template: podTemplateSchema,
    serviceName: z.string().optional(),
    minReadySeconds: z.number().optional(),
    podManagementPolicy: z.string().default('OrderedReady'),
    updateStrategy: z.looseObject({ type: z.string() }).default({ type: 'RollingUpdate' }),
  }),
  status: z.looseObject({ ...replicaStatus, currentRevision: z.string().optional() }).default({ replicas: 0 }),
});

export const daemonSetSchema = z.looseObject({
  apiVersion: z.literal('apps/v1'),
  kind: z.literal('DaemonSet'),
  metadata: objectMetaSchema,
  spec: z.looseObject({
    selector: labelSelectorSchema,
    template: podTemplateSchema,
    minReadySeconds: z.number().optional(),
    updateStrategy: z
      .looseObject({
        type: z.string().default('RollingUpdate'),
        rollingUpdate: z
          .looseObject({ maxUnavailable: intOrStringSchema.default(1), maxSurge: intOrStringSchema.default(0) })
          .optional(),
      })
      .default({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } }),
  }),
  status: z
    .looseObject({
      observedGeneration: z.number().optional(),
      desiredNumberScheduled: z.number().default(0),
      currentNumberScheduled: z.number().default(0),
      numberReady: z.number().default(0),
      numberAvailable: z.number().optional(),
      updatedNumberScheduled: z.number().optional(),
      numberMisscheduled: z.number().default(0),
    })
    .default({ desiredNumberScheduled: 0, currentNumberScheduled: 0, numberReady: 0, numberMisscheduled: 0 }),
});

export type Deployment = z.infer<typeof deploymentSchema>;
export type ReplicaSet = z.infer<typeof replicaSetSchema>;
export type StatefulSet = z.infer<typeof statefulSetSchema>;
export type DaemonSet = z.infer<typeof daemonSetSchema>;
