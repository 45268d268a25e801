import { z } from 'zod';
import { severitySchema } from './finding.ts';
import { stateKnownSchema } from './known.ts';
import { sourceReportSchema } from './report.ts';
import { verdictSchema } from './verdict-report.ts';

/** One row of the cluster page: everything about a Service that costs no list of nodes. */
export const serviceSummarySchema = z.object({
  namespace: z.string(),
  name: z.string(),
  externalTrafficPolicy: z.enum(['Cluster', 'Local']),
  internal: z.boolean(),
  status: z.enum(['failing', 'degraded', 'healthy', 'unknown']),
  known: stateKnownSchema,
  sentence: z.string(),
  frontends: z.array(z.string()).describe('IP addresses.'),
  hostCount: z.number().int().describe('Different host names under which clients come to it.'),
  hosts: z.array(z.string()).describe('These names; at most 100.'),
  ports: z.array(z.string()).describe('`TCP/80`.'),
  poolMembers: z.number().int().describe('Nodes in the backend pool of the first rule.'),
  inRotation: z.object({ Cluster: z.number().int(), Local: z.number().int() }),
  lostShare: z.object({ Cluster: z.number(), Local: z.number() }),
  suspectShare: z
    .object({ Cluster: z.number(), Local: z.number() })
    .describe(
      'Perhaps lost too: silent nodes, and nodes whose probe may not have noticed yet that their last ready pod went.',
    ),
  hottestPodFactor: z.object({ Cluster: z.number().nullable(), Local: z.number().nullable() }),
  readyPods: z.number().int().describe('Ready, and not on a machine that is gone or dead.'),
  pods: z.number().int(),
  verdictCounts: z.partialRecord(verdictSchema, z.number().int()).describe('Over the nodes, first rule.'),
  spotNodesInPath: z.number().int(),
  podsOnSpotShare: z.number(),
  findings: z
    .array(z.object({ code: z.string(), severity: severitySchema, title: z.string() }))
    .describe('Worst first, without those that are acknowledged.'),
  acknowledgedFindings: z.number().int(),
});
export type ServiceSummary = z.infer<typeof serviceSummarySchema>;

export const nodePoolSummarySchema = z.object({
  pool: z.string(),
  nodes: z.number().int(),
  ready: z.number().int().describe('Ready, and heard from.'),
  spot: z.boolean(),
  zones: z.array(z.object({ zone: z.string().nullable(), nodes: z.number().int(), ready: z.number().int() })),
});

export const clusterSummarySchema = z.object({
  cluster: z.string(),
  takenAt: z.string(),
  sentence: z.string(),
  status: z.enum(['failing', 'degraded', 'healthy', 'unknown']),
  known: stateKnownSchema,
  sources: z.object({ kubernetes: sourceReportSchema, azure: sourceReportSchema, probes: sourceReportSchema }),
  services: z.array(serviceSummarySchema).describe('Worst first.'),
  nodePools: z.array(nodePoolSummarySchema),
  findingCounts: z.record(severitySchema, z.number().int()).describe('Without those that are acknowledged.'),
  acknowledgedFindings: z.number().int(),
});
export type ClusterSummary = z.infer<typeof clusterSummarySchema>;
