import { z } from 'zod';
import { encodedReportSchema } from './encoded-report.ts';
import { findingSchema } from './finding.ts';
import { knownSchema } from './known.ts';
import { loadBalancerReportSchema } from './load-balancer-report.ts';
import { nodeSummarySchema } from './node-summary.ts';
import { blastRadiusSchema, expectedProbeKnown, policyNodeSchema, policyPodSchema } from './policy-report.ts';
import { reportSchema } from './report.ts';
import { serviceReportSchema } from './service-report.ts';
import { verdictSchema } from './verdict-report.ts';

const { formatVersion, cluster, takenAt } = reportSchema.shape;
const frame = { formatVersion, cluster, takenAt };

/** Plain, or for large clusters with its matrices as runs over a table of nodes. */
export const clusterDocumentSchema = z.union([encodedReportSchema, reportSchema]);

export const serviceDocumentSchema = serviceReportSchema.extend({
  ...frame,
  findings: z.array(findingSchema).describe('Of this Service, worst first.'),
});
export type ServiceDocument = z.infer<typeof serviceDocumentSchema>;

export const findingListSchema = z.object({ ...frame, findings: z.array(findingSchema).describe('Worst first.') });
export type FindingList = z.infer<typeof findingListSchema>;

export const loadBalancerListSchema = z.object({ ...frame, loadBalancers: z.array(loadBalancerReportSchema) });
export type LoadBalancerList = z.infer<typeof loadBalancerListSchema>;

export const nodeListSchema = z.object({
  ...frame,
  nodes: z.array(nodeSummarySchema).describe('By name; pool members without a Node last.'),
});
export type NodeList = z.infer<typeof nodeListSchema>;

const { windowSeconds, windowEndpointsSeconds, atRiskWhileProbed, atRiskUntilEndpointsRemoved } =
  blastRadiusSchema.shape;
const { name, ip, pool, zone, spot, ready, silent, inPool, expectedProbe, forwards, share } = policyNodeSchema.shape;

/** One node, seen from every Service: who loses what for how long if it dies. */
export const nodeDocumentSchema = z.object({
  ...frame,
  name,
  ip,
  pool,
  zone,
  spot,
  ready,
  silent,
  known: z.boolean().describe('False: a member of a backend pool for which there is no Node object.'),
  departure: z.string().nullable().describe('What says that the node is about to leave. Null: nothing.'),
  services: z
    .array(
      z.object({
        namespace: z.string(),
        name: z.string(),
        externalTrafficPolicy: z.enum(['Cluster', 'Local']),
        rules: z.array(z.object({ rule: z.string(), verdict: verdictSchema, because: z.string(), known: knownSchema })),
        inPool,
        expectedProbe,
        expectedProbeKnown,
        forwards,
        share: share.describe('Share of new connections that enters through this node, first rule.'),
        atRiskWhileProbed,
        atRiskUntilEndpointsRemoved,
        windowSeconds,
        windowEndpointsSeconds,
        other: z
          .object({ share, atRiskWhileProbed, atRiskUntilEndpointsRemoved })
          .describe('The same under the policy that is not configured.'),
        pods: z.number().int().describe('Endpoints of the Service on this node.'),
        endpoints: z
          .array(policyPodSchema.pick({ name: true, ip: true, state: true, answers: true }))
          .describe('These endpoints, of the first rule.'),
      }),
    )
    .describe('Under the configured policy; who loses most first.'),
  findings: z.array(findingSchema).describe('Those that name the node, worst first.'),
});
export type NodeDocument = z.infer<typeof nodeDocumentSchema>;
