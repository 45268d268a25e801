import { z } from 'zod';
import { reportSchema } from './report.ts';

/** In the order in which equally good hits of different kinds are shown. */
export const searchKinds = ['host', 'address', 'service', 'node', 'pod', 'rule'] as const;

export const searchHitSchema = z.object({
  kind: z.enum(searchKinds),
  title: z.string().describe('What was found: a host name, an IP address, `namespace/name`, a node, a rule.'),
  detail: z.string().describe('What it is, in a few words.'),
  href: z.string().describe('The page of this server that shows it.'),
});
export type SearchHit = z.infer<typeof searchHitSchema>;

const { formatVersion, cluster, takenAt } = reportSchema.shape;

export const searchDocumentSchema = z.object({
  formatVersion,
  cluster,
  takenAt,
  query: z.string().describe('What was looked for: of a pasted address its host.'),
  hits: z.array(searchHitSchema).describe('Best first; at most 50.'),
  more: z.boolean().describe('There are more hits than these.'),
});
export type SearchDocument = z.infer<typeof searchDocumentSchema>;
