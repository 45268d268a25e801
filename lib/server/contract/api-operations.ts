import { severitySchema } from '../../report/finding.ts';
import { type SchemaName, schemaRef } from './schema-components.ts';

interface QueryParameter {
  readonly description: string;
  readonly schema: object;
}

export interface ApiOperation {
  readonly id: string;
  readonly path: string;
  readonly summary: string;
  readonly query?: Readonly<Record<string, QueryParameter>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** By media type. */
  readonly content: Readonly<Record<string, { readonly schema: object }>>;
}

const json = (...names: SchemaName[]) => {
  const [first, ...others] = names.map(schemaRef);
  const schema = others.length === 0 ? (first ?? {}) : { anyOf: [first, ...others] };
  return { 'application/json': { schema } };
};

const text = { 'text/plain': { schema: { type: 'string' } } };
const service: QueryParameter = { description: '`namespace/name`.', schema: { type: 'string' } };
const cluster = '/api/v1/clusters/{cluster}';

/** Every address that programs may ask. */
export const apiOperations: readonly ApiOperation[] = [
  { id: 'listClusters', path: '/api/v1/clusters', summary: 'Which clusters need me?', content: json('ClusterList') },
  {
    id: 'getCluster',
    path: cluster,
    summary: 'Everything about a cluster: the document that `analyze --json` prints.',
    query: {
      encoding: {
        description: 'How the lists of nodes are written. Default: `node-runs` for large clusters, else `plain`.',
        schema: { type: 'string', enum: ['plain', 'node-runs'] },
      },
    },
    content: json('Report', 'EncodedReport'),
  },
  {
    id: 'getSummary',
    path: `${cluster}/summary`,
    summary: 'One row per Service, worst first.',
    content: json('ClusterSummary'),
  },
  {
    id: 'getService',
    path: `${cluster}/services/{namespace}/{name}`,
    summary: 'Everything about one Service, and its findings.',
    content: json('ServiceDocument'),
  },
  {
    id: 'getNode',
    path: `${cluster}/nodes/{node}`,
    summary: 'If this node dies, who loses what for how long?',
    content: json('NodeDocument'),
  },
  {
    id: 'listLoadBalancers',
    path: `${cluster}/load-balancers`,
    summary: "Azure's side with its owners in Kubernetes.",
    content: json('LoadBalancerList'),
  },
  {
    id: 'listFindings',
    path: `${cluster}/findings`,
    summary: 'What is wrong, worst first.',
    query: {
      severity: { description: 'This and worse.', schema: { type: 'string', enum: severitySchema.options } },
      code: { description: 'Findings of one code.', schema: { type: 'string' } },
      service,
    },
    content: json('FindingList'),
  },
  {
    id: 'streamEvents',
    path: `${cluster}/events`,
    summary:
      'What changes, as it changes: `hello` (HelloEvent), then `summary` (SummaryEvent); with `service` also `service` (ServiceEvent) and `service-removed` (ServiceRemovedEvent).',
    query: { service, since: { description: 'Like Last-Event-ID.', schema: { type: 'string' } } },
    headers: { 'Last-Event-ID': 'Id of the last event seen; the stream goes on from there.' },
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  },
  {
    id: 'getEmbedded',
    path: '/api/v1/embedded',
    summary: 'The embedded AKS, where one is served. Pages of this server POST here what is to be done to it.',
    content: json('EmbeddedState'),
  },
  {
    id: 'getOpenapi',
    path: '/api/v1/openapi.json',
    summary: 'This description.',
    content: { 'application/json': { schema: { type: 'object' } } },
  },
  { id: 'getMetrics', path: '/metrics', summary: 'For Prometheus.', content: text },
  { id: 'getLivez', path: '/livez', summary: 'The process answers.', content: text },
  {
    id: 'getReadyz',
    path: '/readyz',
    summary: 'Every cluster was read once, or it is known why it cannot be. Else 503.',
    content: text,
  },
];
