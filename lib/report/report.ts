import { z } from 'zod';
import { findingSchema } from './finding.ts';
import { loadBalancerReportSchema } from './load-balancer-report.ts';
import { serviceReportSchema } from './service-report.ts';

export const resourceStatusReportSchema = z.object({
  resource: z.string(),
  state: z.enum(['live', 'stale', 'partial', 'denied', 'absent']),
  observedAt: z.string().nullable(),
  error: z.string().nullable(),
  denied: z.object({ verb: z.string(), resource: z.string() }).nullable(),
});

export const sourceReportSchema = z.object({
  state: z.enum(['live', 'stale', 'partial', 'denied', 'absent']),
  observedAt: z.string().nullable(),
  error: z.string().optional(),
  resources: z.array(resourceStatusReportSchema),
});
export type SourceReport = z.infer<typeof sourceReportSchema>;

/** The document that `analyze --json` prints and `GET /api/v1/clusters/{cluster}` answers. */
export const reportSchema = z.object({
  formatVersion: z.literal(1),
  cluster: z.string(),
  takenAt: z.string(),
  sentence: z.string().describe('What is wrong now, in one sentence.'),
  sources: z.object({ kubernetes: sourceReportSchema, azure: sourceReportSchema, probes: sourceReportSchema }),
  services: z.array(serviceReportSchema),
  loadBalancers: z.array(loadBalancerReportSchema),
  findings: z.array(findingSchema),
});
export type Report = z.infer<typeof reportSchema>;
