import { z } from 'zod';

export const metricSeriesReportSchema = z.object({
  startsAt: z.string(),
  values: z.array(z.number().nullable()).describe('Percent, one for each minute. Null: no data, which is not zero.'),
});
export type MetricSeriesReport = z.infer<typeof metricSeriesReportSchema>;

export const balancerMetricsSchema = z.object({
  observedAt: z.string(),
  frontends: z.array(
    z.object({
      ip: z.string(),
      port: z.number().int(),
      dataPath: metricSeriesReportSchema.nullable().describe('VipAvailability: whether connections get through.'),
      probes: metricSeriesReportSchema
        .nullable()
        .describe('DipAvailability over all members. Below 100 % is normal where only some nodes have pods.'),
    }),
  ),
  snat: z
    .object({ backendIP: z.string(), at: z.string(), used: z.number(), allocated: z.number() })
    .nullable()
    .describe('Outbound ports of the member that came closest to running out. Null: not told.'),
});
export type BalancerMetricsReport = z.infer<typeof balancerMetricsSchema>;
