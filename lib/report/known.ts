import { z } from 'zod';

/** How a statement is known: seen by someone, derived from objects, or a constant that was assumed. */
export const knownSchema = z.enum(['measured', 'computed', 'assumed']);
export type Known = z.infer<typeof knownSchema>;

/** How the state of a Service is known: by some probe answer, or only from objects. */
export const stateKnownSchema = knownSchema
  .exclude(['assumed'])
  .describe(
    '`measured`: some probe answer or what is wrong was seen; `computed`: nobody has seen whether a node is up.',
  );
