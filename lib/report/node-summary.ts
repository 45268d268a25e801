import { z } from 'zod';
import { serviceRefSchema } from './load-balancer-report.ts';
import { blastRadiusSchema, policyNodeSchema } from './policy-report.ts';
import { verdictSchema } from './verdict-report.ts';

const { name, ip, pool, zone, spot, ready, silent, share } = policyNodeSchema.shape;
const { atRiskWhileProbed, windowSeconds } = blastRadiusSchema.shape;

/** One node over all Services, each by its first rule and under its configured policy. */
export const nodeSummarySchema = z.object({
  name,
  ip,
  pool,
  zone,
  spot,
  ready,
  silent,
  known: z.boolean().describe('False: a member of a backend pool for which there is no Node object.'),
  lastHeartbeatAt: z.string().nullable().describe('Only where the heartbeat stopped.'),
  departure: z.string().nullable().describe('What says that the node is about to leave. Null: nothing.'),
  services: z.number().int().describe('Services with an endpoint on it.'),
  endpoints: z.number().int().describe('Endpoints on it, of any state.'),
  inRotationOf: z.number().int().describe('Services that receive new connections through it.'),
  worst: z
    .object({ service: serviceRefSchema, entering: share, atRiskWhileProbed, windowSeconds })
    .nullable()
    .describe('The Service that loses most if the node dies. Null: none does.'),
  verdicts: z.partialRecord(verdictSchema, z.number().int()).describe('Over the Services.'),
});
export type NodeSummary = z.infer<typeof nodeSummarySchema>;
