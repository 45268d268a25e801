import { z } from 'zod';

export const probeReportSchema = z.object({
  name: z.string(),
  protocol: z.string(),
  port: z.number().int(),
  path: z.string().nullable(),
  intervalSeconds: z.number(),
  threshold: z.number(),
});

const secondsSchema = z.tuple([z.number(), z.number()]);

/** docs/model.md "Time to detect". */
export const detectReportSchema = z
  .object({
    explicitSeconds: secondsSchema.describe('Refused, reset, or an HTTP status other than 200.'),
    silentSeconds: secondsSchema.describe('Dead machine, dropped packets.'),
    recoverySeconds: secondsSchema.describe('From the moment it serves again.'),
  })
  .describe(
    'How long the probe takes to notice, from the shortest to the longest, by its interval and threshold; without the delay of Azure itself, which is not known.',
  );
export type DetectReport = z.infer<typeof detectReportSchema>;
