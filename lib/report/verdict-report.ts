import { z } from 'zod';
import { knownSchema } from './known.ts';

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
});
export type VerdictReport = z.infer<typeof verdictReportSchema>;
