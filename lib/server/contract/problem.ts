import { z } from 'zod';

/** RFC 9457: why a request was not answered. */
export const problemSchema = z.object({
  type: z.string().describe('What kind of problem; a URN, stable.'),
  title: z.string().describe('The kind in words; the same for every problem of the type.'),
  status: z.number().int(),
  detail: z.string().describe('What is wrong with this request, and what to do.'),
  instance: z.string().optional().describe('The path that was asked for.'),
  requestId: z.string().optional().describe('Find it in the log of the server.'),
  parameter: z.string().optional().describe('The query parameter or path segment at fault.'),
});
export type ProblemDocument = z.infer<typeof problemSchema>;
