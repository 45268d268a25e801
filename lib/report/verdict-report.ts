import { z } from 'zod';
import { knownSchema } from './known.ts';
import { observedAnswerSchema } from './observed-report.ts';

export const verdictSchema = z.enum([
  'in-rotation',
  'expected-out',
  'draining',
  'degraded',
  'wrongly-out',
  'wrongly-in',
  'unknown',
]);
export type Verdict = z.infer<typeof verdictSchema>;

export const verdictReportSchema = z.object({
  rule: z.string().describe('Load balancing rule.'),
  node: z.string(),
  verdict: verdictSchema,
  because: z.string().describe('One sentence.'),
  known: knownSchema,
  sources: z.array(z.string()).describe('Objects and answers that the verdict was made from.'),
  observed: z
    .array(observedAnswerSchema)
    .describe('What each source says of the node, at most one answer each. Without an answer a source is left out.'),
});
export type VerdictReport = z.infer<typeof verdictReportSchema>;
