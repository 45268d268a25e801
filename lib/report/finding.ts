import { z } from 'zod';
import { knownSchema } from './known.ts';
import { serviceRefSchema } from './load-balancer-report.ts';

export const severitySchema = z.enum(['critical', 'high', 'medium', 'low', 'info']);
export type Severity = z.infer<typeof severitySchema>;

export const findingObjectSchema = z.object({
  kind: z.string().describe('Service, Node, Pod, LoadBalancer, Rule, Probe, Pool, Frontend, PublicIP, …'),
  namespace: z.string().nullable(),
  name: z.string(),
});
export type FindingObject = z.infer<typeof findingObjectSchema>;

const ruleFindingSchema = z.object({
  code: z.string(),
  severity: severitySchema,
  title: z.string().describe('What is wrong, with object and number.'),
  impact: z.string().describe('Who feels it and how: timeout, refused, reset; share; seconds.'),
  service: serviceRefSchema.nullable(),
  objects: z.array(findingObjectSchema),
  evidence: z.array(z.object({ text: z.string(), known: knownSchema, source: z.string() })),
  fix: z.object({
    text: z.string(),
    commands: z.array(z.string()),
    patch: z.string().nullable().describe('YAML for `kubectl patch --patch-file`, strategic merge.'),
    patchOf: findingObjectSchema.optional().describe('Object that the patch is for; left out: the Service.'),
  }),
  verify: z.array(z.object({ command: z.string(), expect: z.string() })),
  doc: z.string().describe('Path of the page that explains it.'),
});
/** A finding as its rule states it. */
export type Finding = z.infer<typeof ruleFindingSchema>;

export const findingAcknowledgementSchema = z.object({
  state: z.enum(['in-force', 'expired']),
  reason: z.string(),
  until: z.iso.datetime().describe('Afterwards it counts no longer.'),
  source: z.enum(['annotation', 'file']).describe('Annotation of the Service, or file of acknowledgements.'),
});
export type FindingAcknowledgement = z.infer<typeof findingAcknowledgementSchema>;

export const findingSchema = ruleFindingSchema.extend({
  since: z.iso
    .datetime()
    .nullable()
    .describe('Since when it is true, dated by the objects themselves. Null: nothing that was read tells.'),
  acknowledged: findingAcknowledgementSchema.nullable().describe('Null: nobody acknowledged it.'),
});
/** A finding as it is listed: with what people said of it. */
export type ListedFinding = z.infer<typeof findingSchema>;

/** A finding with the moment since which it is true. */
export type DatedFinding = Finding & Pick<ListedFinding, 'since'>;
