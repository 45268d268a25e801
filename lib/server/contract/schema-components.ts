import { z } from 'zod';
import {
  findingListSchema,
  loadBalancerListSchema,
  nodeDocumentSchema,
  nodeListSchema,
  serviceDocumentSchema,
} from '../../report/cluster-documents.ts';
import { clusterSummarySchema, serviceSummarySchema } from '../../report/cluster-summary.ts';
import { embeddedCommandSchema, embeddedStateSchema } from '../../report/embedded-state.ts';
import { encodedReportSchema } from '../../report/encoded-report.ts';
import { findingSchema } from '../../report/finding.ts';
import { loadBalancerReportSchema } from '../../report/load-balancer-report.ts';
import { policyReportSchema } from '../../report/policy-report.ts';
import { reportSchema, sourceReportSchema } from '../../report/report.ts';
import { searchDocumentSchema } from '../../report/search-report.ts';
import { serviceReportSchema } from '../../report/service-report.ts';
import {
  helloEventSchema,
  serviceEventSchema,
  serviceRemovedEventSchema,
  summaryEventSchema,
} from '../../report/stream-events.ts';
import { clusterListSchema } from './cluster-list.ts';
import { problemSchema } from './problem.ts';

/** Every schema with a name of its own; the same objects that check what the command line prints. */
const named = {
  ClusterList: clusterListSchema,
  ClusterSummary: clusterSummarySchema,
  EmbeddedCommand: embeddedCommandSchema,
  EmbeddedState: embeddedStateSchema,
  EncodedReport: encodedReportSchema,
  Finding: findingSchema,
  FindingList: findingListSchema,
  HelloEvent: helloEventSchema,
  LoadBalancerList: loadBalancerListSchema,
  LoadBalancerReport: loadBalancerReportSchema,
  NodeDocument: nodeDocumentSchema,
  NodeList: nodeListSchema,
  PolicyReport: policyReportSchema,
  Problem: problemSchema,
  Report: reportSchema,
  SearchDocument: searchDocumentSchema,
  ServiceDocument: serviceDocumentSchema,
  ServiceEvent: serviceEventSchema,
  ServiceRemovedEvent: serviceRemovedEventSchema,
  ServiceReport: serviceReportSchema,
  ServiceSummary: serviceSummarySchema,
  SourceReport: sourceReportSchema,
  SummaryEvent: summaryEventSchema,
} as const;

export type SchemaName = keyof typeof named;

export function schemaRef(name: SchemaName): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${name}` };
}

/** JSON Schema of each, referring to one another. Fields may be added in later releases, so none is closed. */
export function schemaComponents(): Record<string, object> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => `#/components/schemas/${id}`,
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $id: _id, $schema: _schema, ...schema }]) => [id, schema]),
  );
}
