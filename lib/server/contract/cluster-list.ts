import { z } from 'zod';
import { clusterSummarySchema } from '../../report/cluster-summary.ts';

const { sentence, status, sources, takenAt, findingCounts } = clusterSummarySchema.shape;

export const clusterListSchema = z.object({
  clusters: z.array(
    z.object({
      id: z.string().describe('Name in addresses.'),
      cluster: z.string().describe('What the data calls itself.'),
      origin: z.enum(['live', 'bundle', 'embedded']).describe('`embedded`: an example that comes with the product.'),
      version: z.number().int().describe('Grows with every change of the data.'),
      takenAt,
      status,
      sentence,
      sources,
      findingCounts,
      services: z.number().int(),
      nodes: z.number().int(),
    }),
  ),
});
export type ClusterList = z.infer<typeof clusterListSchema>;
