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
  /** What may be sent there, where anything may. */
  readonly post?: ApiCommand;
}

export interface ApiCommand {
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  readonly body: Readonly<Record<string, { readonly schema: object }>>;
  readonly content: Readonly<Record<string, { readonly schema: object }>>;
  /** Statuses besides the usual ones, and what they mean. */
  readonly refusals: Readonly<Record<number, string>>;
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
    id: 'listNodes',
    path: `${cluster}/nodes`,
    summary: 'Every node over all Services: who loses what if it dies.',
    content: json('NodeList'),
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
    id: 'search',
    path: `${cluster}/search`,
    summary:
      'What a host name, an IP address, a name or a part of one, or a pasted URL means in this cluster; best first.',
    query: {
      q: {
        description: 'What to look for. Needed.',
        schema: { type: 'string', minLength: 1, maxLength: 2048 },
      },
    },
    content: json('SearchDocument'),
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
    summary: 'The embedded AKS, where one is served: what there is to do something to, and what happened last.',
    content: json('EmbeddedState'),
    post: {
      id: 'commandEmbedded',
      summary:
        'Do something to the embedded AKS: one action, run the timeline of a scenario, or set how fast time goes.',
      description:
        'For pages of this server only: the request must come from its own origin. Programs use `simulate`, or the control API, whose GET /control/actions describes every action. No real cluster is ever changed.',
      body: json('EmbeddedCommand'),
      content: { 'application/json': { schema: { type: 'object', description: 'What was done.' } } },
      refusals: {
        400: 'It cannot be done; the detail says why.',
        403: 'The request does not come from a page of this server.',
        404: 'No embedded AKS is served here.',
        415: 'The body is no application/json.',
        503: 'The embedded AKS does not answer.',
      },
    },
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
