import { z } from 'zod';
import { clusterSummarySchema } from './cluster-summary.ts';
import { encodedServiceSchema, nodeRowSchema } from './encoded-report.ts';
import { findingSchema } from './finding.ts';

const version = z.number().int();

/** First message of a stream: everything. */
export const helloEventSchema = clusterSummarySchema.extend({
  version,
  removed: z.array(z.string()).describe('Always empty.'),
});
export type HelloEvent = z.infer<typeof helloEventSchema>;

/** What differs from the message before. */
export const summaryEventSchema = clusterSummarySchema.omit({ cluster: true }).extend({
  version,
  services: clusterSummarySchema.shape.services.describe('Those that are new or differ.'),
  removed: z.array(z.string()).describe('`namespace/name`.'),
});
export type SummaryEvent = z.infer<typeof summaryEventSchema>;

/** The Service that was asked for with `?service=`, whole, when it differs. Its lists of nodes are runs over `nodes`. */
export const serviceEventSchema = z.object({
  version,
  nodes: z.array(nodeRowSchema),
  service: encodedServiceSchema,
  findings: z.array(findingSchema),
});
export type ServiceEvent = z.infer<typeof serviceEventSchema>;

/** It is gone, or no longer of type LoadBalancer. */
export const serviceRemovedEventSchema = z.object({ version, namespace: z.string(), name: z.string() });
