import { z } from 'zod';
import { knownSchema } from './known.ts';

export const expectedProbeSchema = z.enum(['up', 'down', 'unprobed', 'unknown']);
export type ExpectedProbe = z.infer<typeof expectedProbeSchema>;

/** `unknown` only while the EndpointSlices are not loaded. */
export const forwardsSchema = z.enum(['accept', 'drop', 'reject', 'unknown']);
export type Forwards = z.infer<typeof forwardsSchema>;

export const podStateSchema = z.enum(['ready', 'not-ready', 'serving-terminating', 'terminating']);
export type PodState = z.infer<typeof podStateSchema>;

const share = z.number().min(0).max(1).describe('Share of new connections to the frontend, 0 to 1.');

export const policyNodeSchema = z.object({
  name: z.string(),
  ip: z.string().nullable(),
  pool: z.string().nullable().describe('AKS node pool.'),
  zone: z.string().nullable().describe('Availability zone; null for a node without one.'),
  spot: z.boolean(),
  ready: z.boolean(),
  silent: z.boolean().describe('Nobody hears from it: its heartbeat stopped, or its condition Ready is Unknown.'),
  inPool: z.boolean(),
  expectedProbe: expectedProbeSchema,
  forwards: forwardsSchema,
  share,
});
export type PolicyNode = z.infer<typeof policyNodeSchema>;

export const policyPodSchema = z.object({
  namespace: z.string(),
  name: z.string().describe('Pod name, or the address of an endpoint that is no pod.'),
  ip: z.string(),
  node: z.string().nullable(),
  state: podStateSchema,
  answers: z
    .enum(['yes', 'no', 'unknown'])
    .describe('no: its machine does not exist or is dead; unknown: nobody hears from its node.'),
  share,
});
export type PolicyPod = z.infer<typeof policyPodSchema>;

export const imbalanceSchema = z.object({
  hottestPodFactor: z.number().nullable().describe('Hottest pod share over the fair share. Null: no pod is reached.'),
  maxOverMin: z.number().nullable().describe('Null: no pod is reached, or a usable pod gets nothing.'),
  usableCapacity: z.number().nullable().describe('Part of the pods capacity usable before the hottest is full.'),
});
export type Imbalance = z.infer<typeof imbalanceSchema>;

export const blastRadiusSchema = z.object({
  node: z.string(),
  atRiskWhileProbed: share.describe('Share lost until the load balancer marks the node down.'),
  atRiskUntilEndpointsRemoved: share.describe('Share lost from then until its endpoints are removed.'),
  windowSeconds: z.tuple([z.number(), z.number().nullable()]).describe('[min, max]; max null: no bound (no probe).'),
  windowEndpointsSeconds: z.number(),
});
export type BlastRadius = z.infer<typeof blastRadiusSchema>;

export const expectedProbeKnown = knownSchema
  .exclude(['measured'])
  .describe('How `expectedProbe` is known: `assumed` where an application, or who listens on the port, decides it.');

const policyShape = {
  nodes: z.array(policyNodeSchema),
  pods: z.array(policyPodSchema),
  lostShare: share.describe(
    'Dropped, rejected, or sent to an endpoint whose node does not exist or is dead. 1 when no node is in rotation.',
  ),
  suspectShare: share.describe(
    'Perhaps lost too: if the machines of silent nodes are dead, or where a probe may not have noticed yet that a node has lost its last ready pod.',
  ),
  crossNodeShare: share,
  crossZoneShare: share,
  clientIpPreserved: z.boolean(),
  expectedProbeKnown,
  imbalance: imbalanceSchema,
  blastRadius: z.array(blastRadiusSchema),
};

export const policyVariantSchema = z.object({
  port: z.number().int(),
  protocol: z.enum(['TCP', 'UDP', 'SCTP']),
  family: z.enum(['IPv4', 'IPv6']),
  ...policyShape,
});
export type PolicyVariant = z.infer<typeof policyVariantSchema>;

export const policyReportSchema = z.object({
  ...policyShape,
  variants: z.array(policyVariantSchema).describe('One for each (port, family) that differs from the first.'),
});
export type PolicyReport = z.infer<typeof policyReportSchema>;
