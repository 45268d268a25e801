import { z } from 'zod';

/** How a statement is known: seen by someone, derived from objects, or a constant that was assumed. */
export const knownSchema = z.enum(['measured', 'computed', 'assumed']);
export type Known = z.infer<typeof knownSchema>;
