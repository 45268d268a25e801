import { z } from 'zod';
import { observedAnswerSchema } from './observed-report.ts';
import { blastRadiusSchema, policyNodeSchema, policyReportSchema, policyVariantSchema } from './policy-report.ts';
import { reportSchema } from './report.ts';
import { serviceReportSchema } from './service-report.ts';
import { verdictReportSchema } from './verdict-report.ts';

/** Positions in the table `nodes`, as [first, count] runs. */
export const nodeRunsSchema = z
  .array(z.tuple([z.number().int(), z.number().int()]))
  .describe('Runs [first, count] of positions in the table `nodes`.');
export type NodeRuns = z.infer<typeof nodeRunsSchema>;

const nodeGroupSchema = policyNodeSchema
  .pick({ inPool: true, expectedProbe: true, forwards: true, share: true })
  .extend({ nodes: nodeRunsSchema });
export type NodeGroup = z.infer<typeof nodeGroupSchema>;

const blastGroupSchema = blastRadiusSchema.omit({ node: true }).extend({ nodes: nodeRunsSchema });
export type BlastGroup = z.infer<typeof blastGroupSchema>;

const verdictGroupSchema = verdictReportSchema
  .omit({ node: true, observed: true })
  .extend({ nodes: nodeRunsSchema })
  .describe('In `because` and `sources`, `{node}` stands for the name of the node.');
export type VerdictGroup = z.infer<typeof verdictGroupSchema>;

const observedGroupSchema = observedAnswerSchema
  .omit({ words: true })
  .extend({ rule: z.string(), nodes: nodeRunsSchema })
  .describe('One answer of one source, with the nodes it was given for.');
export type ObservedGroup = z.infer<typeof observedGroupSchema>;

const encodedLists = { nodeGroups: z.array(nodeGroupSchema), blastGroups: z.array(blastGroupSchema) };

export const encodedVariantSchema = policyVariantSchema.omit({ nodes: true, blastRadius: true }).extend(encodedLists);
export type EncodedVariant = z.infer<typeof encodedVariantSchema>;

export const encodedPolicySchema = policyReportSchema
  .omit({ nodes: true, blastRadius: true, variants: true })
  .extend({ ...encodedLists, variants: z.array(encodedVariantSchema) });
export type EncodedPolicy = z.infer<typeof encodedPolicySchema>;

export const encodedServiceSchema = serviceReportSchema.omit({ policies: true, verdicts: true }).extend({
  policies: z.object({ Cluster: encodedPolicySchema, Local: encodedPolicySchema }),
  verdictGroups: z.array(verdictGroupSchema),
  observedGroups: z.array(observedGroupSchema),
});
export type EncodedService = z.infer<typeof encodedServiceSchema>;

export const nodeRowSchema = policyNodeSchema
  .pick({ name: true, ip: true, pool: true, zone: true, spot: true, ready: true, silent: true })
  .extend({ ipv6: z.string().nullable() });
export type NodeRow = z.infer<typeof nodeRowSchema>;

/** The report with its Service × node matrices as runs over one table of nodes; says exactly what the plain one says. */
export const encodedReportSchema = reportSchema.omit({ services: true }).extend({
  encoding: z.literal('node-runs'),
  nodes: z.array(nodeRowSchema),
  services: z.array(encodedServiceSchema),
});
export type EncodedReport = z.infer<typeof encodedReportSchema>;
