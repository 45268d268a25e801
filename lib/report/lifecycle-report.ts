import { z } from 'zod';
import { knownSchema } from './known.ts';

const range = z.tuple([z.number(), z.number()]);

export const shutdownStepSchema = z.object({
  step: z.enum(['pre-stop', 'grace-period', 'min-ready']),
  configuredSeconds: z.number().nullable().describe('Null: cannot be read.'),
  neededSeconds: range
    .nullable()
    .describe('Least and most that it has to last. Null: not known, or nothing is enough.'),
  recommendedSeconds: z.number().nullable().describe('With propagation and margin.'),
  verdict: z
    .enum(['enough', 'tight', 'short', 'unknown', 'endless'])
    .describe('`tight`: enough without a margin. `endless`: connections come until the pod has stopped.'),
  because: z.string(),
  known: knownSchema,
});
export type ShutdownStepReport = z.infer<typeof shutdownStepSchema>;

export const shutdownReportSchema = z.object({
  steps: z.array(shutdownStepSchema).describe('preStop, grace period, minReadySeconds.'),
  lossSeconds: range
    .nullable()
    .describe('How long the share of a deleted pod is lost, [least, most]. Null: not known.'),
  lossShare: z.number().nullable().describe('Share of new connections that is: one pod, or one node with Local.'),
});

export const rolloutReportSchema = z.object({
  verdict: z
    .enum(['keeps', 'reduced', 'empty', 'deadlock', 'by-hand'])
    .describe('`by-hand`: nothing is replaced by itself.'),
  maxSurge: z.number().int().nullable().describe('Pods, resolved. Null: it does not roll.'),
  maxUnavailable: z.number().int().nullable().describe('Pods, resolved. Null: it does not roll.'),
  availableDuring: z.number().int().nullable().describe('Pods that are there at every moment. Null: it does not roll.'),
  because: z.string(),
});

/** How the pods of one workload come and go. */
export const workloadReportSchema = z.object({
  kind: z.string(),
  name: z.string(),
  replicas: z.number().int(),
  readyReplicas: z.number().int(),
  minReadySeconds: z.number(),
  terminationGracePeriodSeconds: z.number(),
  preStopSeconds: z.number().nullable().describe('Null: none, or its length cannot be read.'),
  shutdown: z
    .object({ Cluster: shutdownReportSchema.nullable(), Local: shutdownReportSchema.nullable() })
    .describe('Under either policy; null: no port of the Service has a rule.'),
  rollout: rolloutReportSchema,
  disruptionBudgets: z
    .array(z.object({ name: z.string(), disruptionsAllowed: z.number().int() }))
    .nullable()
    .describe('Null: budgets are not loaded.'),
  autoscaler: z
    .object({ name: z.string(), minReplicas: z.number().int(), maxReplicas: z.number().int() })
    .nullable()
    .describe('Null: none is known.'),
});
export type WorkloadReport = z.infer<typeof workloadReportSchema>;
