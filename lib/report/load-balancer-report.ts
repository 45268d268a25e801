import { z } from 'zod';
import { knownSchema } from './known.ts';
import { balancerMetricsSchema } from './metrics-report.ts';
import { probeReportSchema } from './probe-report.ts';

export const serviceRefSchema = z.object({ namespace: z.string(), name: z.string() });
export type ServiceRef = z.infer<typeof serviceRefSchema>;

export const driftSchema = z.object({
  object: z.string().describe('Rule, probe, frontend, pool or public IP.'),
  kind: z.enum(['rule', 'probe', 'frontend', 'pool', 'public-ip']),
  loadBalancer: z.string().nullable().describe('Null: not on a load balancer.'),
  field: z.string(),
  expected: z.string(),
  actual: z.string(),
  breaksTraffic: z.boolean(),
  service: serviceRefSchema.nullable(),
});
export type Drift = z.infer<typeof driftSchema>;

export const orphanSchema = z.object({
  kind: z.enum(['rule', 'probe', 'frontend', 'pool', 'public-ip']),
  name: z.string(),
  because: z.string(),
});
export type Orphan = z.infer<typeof orphanSchema>;

export const poolReportSchema = z.object({
  name: z.string(),
  members: z.number().int(),
  nodes: z.array(z.string()).describe('Members that are Nodes of the cluster.'),
  unknownMembers: z.array(z.string()).describe('Members without a Node.'),
  outbound: z.boolean().describe('Used for outbound only; never ingress.'),
});

export const limitSchema = z.object({
  name: z.string().describe('What is counted.'),
  used: z.number().int(),
  allowed: z.number().int(),
  known: knownSchema,
});
export type Limit = z.infer<typeof limitSchema>;

export const loadBalancerReportSchema = z.object({
  name: z.string(),
  internal: z.boolean(),
  frontends: z.array(
    z.object({
      name: z.string(),
      ip: z.string().nullable(),
      owners: z.array(serviceRefSchema).describe('Services with this name or with a rule on it.'),
      outbound: z.boolean(),
    }),
  ),
  rules: z.array(
    z.object({
      name: z.string(),
      protocol: z.string(),
      frontend: z.string().nullable(),
      frontendPort: z.number().int(),
      backendPort: z.number().int(),
      pool: z.string().nullable(),
      probe: z.string().nullable(),
      owner: serviceRefSchema.nullable(),
    }),
  ),
  probes: z.array(probeReportSchema.extend({ rules: z.number().int() })),
  pools: z.array(poolReportSchema),
  orphans: z.array(orphanSchema),
  drift: z.array(driftSchema),
  metrics: balancerMetricsSchema.nullable().describe('Of Azure Monitor, the last minutes. Null: not read.'),
  limits: z.array(limitSchema).describe('Of Azure; docs/model.md "Limits".'),
});
export type LoadBalancerReport = z.infer<typeof loadBalancerReportSchema>;
