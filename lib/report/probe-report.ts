import { z } from 'zod';

export const probeReportSchema = z.object({
  name: z.string(),
  protocol: z.string(),
  port: z.number().int(),
  path: z.string().nullable(),
  intervalSeconds: z.number(),
  threshold: z.number(),
});
