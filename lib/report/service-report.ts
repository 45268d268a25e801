import { z } from 'zod';
import { hostReportSchema } from './host-report.ts';
import { stateKnownSchema } from './known.ts';
import { workloadReportSchema } from './lifecycle-report.ts';
import { policyReportSchema } from './policy-report.ts';
import { detectReportSchema, probeReportSchema } from './probe-report.ts';
import { verdictReportSchema } from './verdict-report.ts';

export const matchedBySchema = z.enum(['name', 'status-ip', 'pinned-ip']);
export type MatchedBy = z.infer<typeof matchedBySchema>;

export const frontendReportSchema = z.object({
  ip: z.string().nullable(),
  family: z.enum(['IPv4', 'IPv6']),
  loadBalancer: z.string().nullable().describe('Null: no load balancer is known to hold this address.'),
  frontendIPConfiguration: z.string().nullable(),
  matchedBy: matchedBySchema,
});

export const ruleReportSchema = z.object({
  name: z.string(),
  loadBalancer: z.string().nullable(),
  protocol: z.string(),
  frontendPort: z.number().int(),
  backendPort: z.number().int(),
  floatingIP: z.boolean(),
  backendPool: z.string().nullable(),
  servicePort: z.number().int(),
  family: z.enum(['IPv4', 'IPv6']),
  state: z
    .enum(['present', 'missing', 'not-loaded'])
    .describe('`missing`: expected but absent from Azure. `not-loaded`: Azure was not read; values are the expected.'),
  probe: probeReportSchema.nullable(),
  detect: detectReportSchema.nullable(),
  observed: z
    .object({ up: z.number().int(), down: z.number().int(), source: z.string(), observedAt: z.string() })
    .nullable(),
});
export type RuleReport = z.infer<typeof ruleReportSchema>;

export const serviceReportSchema = z.object({
  namespace: z.string(),
  name: z.string(),
  uid: z.string(),
  externalTrafficPolicy: z.enum(['Cluster', 'Local']),
  internal: z.boolean(),
  sessionAffinity: z.enum(['None', 'ClientIP']),
  healthCheckNodePort: z.number().int().nullable(),
  sentence: z.string().describe('The verdict on this Service in one sentence.'),
  status: z.enum(['failing', 'degraded', 'healthy', 'unknown']),
  known: stateKnownSchema,
  frontends: z.array(frontendReportSchema),
  addresses: z.object({
    wanted: z.array(z.string()).describe('Asked for by spec.loadBalancerIP or annotation; empty: none in particular.'),
    status: z.array(z.string()).describe('Of status.loadBalancer.ingress.'),
  }),
  hostCount: z.number().int().describe('Different host names in all.'),
  hosts: z.array(hostReportSchema).describe('Under which clients come to it; at most 500.'),
  rules: z.array(ruleReportSchema),
  policies: z.object({ Cluster: policyReportSchema, Local: policyReportSchema }),
  verdicts: z.array(verdictReportSchema),
  lifecycle: z.object({
    workloads: z.array(workloadReportSchema),
    markDownSeconds: z.tuple([z.number(), z.number()]).nullable().describe('Explicit failures; null: no probe.'),
    silentMarkDownSeconds: z.tuple([z.number(), z.number()]).nullable().describe('Dead machine; null: no probe.'),
  }),
  exposure: z.object({
    nodesInPath: z.number().int().describe('Nodes in rotation for the first rule.'),
    nodesWithPods: z.number().int().describe('Of these, with a usable pod.'),
    spotNodesInPath: z.number().int(),
    spotShare: z.number().describe('Share of new connections that enters through spot nodes.'),
    podsOnSpotShare: z.number().describe('Share of new connections that ends on pods of spot nodes.'),
  }),
});
export type ServiceReport = z.infer<typeof serviceReportSchema>;
