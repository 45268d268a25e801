import { z } from 'zod';

/** Who looked: Azure's per-rule health API, the metric DipAvailability, or this product on the node itself. */
export const observedSourceSchema = z.enum(['azure-health', 'azure-metric', 'node-probe']);
export type ObservedSource = z.infer<typeof observedSourceSchema>;

export const observedStateSchema = z
  .enum(['up', 'down', 'not-probed', 'no-value', 'unknown'])
  .describe(
    '`not-probed`: Azure says NA. `no-value`: Azure names the node without a state, as it does for a stopped machine. `unknown`: the answer is older than allowed, or proves nothing.',
  );
export type ObservedState = z.infer<typeof observedStateSchema>;

export const observedAnswerSchema = z.object({
  source: observedSourceSchema,
  state: observedStateSchema,
  reason: z.string().describe('As it was given: a reason code of Azure, a percentage, or the answer of the node.'),
  words: z.string().describe('The reason in plain words.'),
  observedAt: z.string(),
});
export type ObservedAnswer = z.infer<typeof observedAnswerSchema>;
