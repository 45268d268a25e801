import { z } from 'zod';

const node = z
  .string()
  .describe(
    'A node name, or a word that finds one: `pool:apps`, `hosting:web`, `not-hosting:web`, or several with `/`',
  );
const optional = z.string().optional();

/** Everything that can be done to the world, by a scenario's timeline or over the control API. */
export const actionSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('evict'), node, noticeSeconds: z.number().optional(), drain: z.boolean().optional() }),
  z.strictObject({ do: z.literal('kill'), node, how: z.enum(['hang', 'delete', 'deallocate']).default('hang') }),
  z.strictObject({ do: z.literal('revive'), node }),
  z.strictObject({ do: z.literal('scale-down'), node }),
  z.strictObject({ do: z.literal('add-node'), pool: z.string(), count: z.number().int().min(1).default(1) }),
  z.strictObject({ do: z.literal('upgrade'), pool: z.string() }),
  z.strictObject({ do: z.literal('drain'), node, graceSeconds: z.number().optional() }),
  z.strictObject({ do: z.literal('cordon'), node, off: z.boolean().default(false) }),
  z.strictObject({ do: z.literal('lose-zone'), zone: z.string(), mend: z.boolean().default(false) }),
  z.strictObject({ do: z.literal('kube-proxy'), node, state: z.enum(['running', 'stopped', 'frozen']) }),
  z.strictObject({ do: z.literal('kubelet'), node, state: z.enum(['running', 'stopped', 'not-ready']) }),
  z.strictObject({ do: z.literal('platform'), node, state: z.enum(['up', 'down']).nullable() }),
  z.strictObject({
    do: z.literal('outbound'),
    node,
    ports: z.number().int().min(0).max(64_000).describe('Outbound ports that the pods of the node want from now on'),
  }),
  z.strictObject({ do: z.literal('scale'), workload: z.string(), replicas: z.number().int().min(0) }),
  z.strictObject({ do: z.literal('restart'), workload: z.string() }),
  z.strictObject({
    do: z.literal('pod'),
    pod: z
      .string()
      .describe(
        '`namespace/name`, `any:app` for the first of an app, `all:app` for all of it, `of:namespace/name` for a workload',
      ),
    state: z.enum(['ready', 'unready', 'hung', 'crashed', 'deleted']),
  }),
  z.strictObject({ do: z.literal('policy'), service: z.string(), policy: z.enum(['Cluster', 'Local']) }),
  z.strictObject({
    do: z.literal('annotate'),
    object: z.string().describe('`Service ns/name` or `Node name`'),
    annotations: z.record(z.string(), z.string().nullable()),
  }),
  z.strictObject({ do: z.literal('label'), object: z.string(), labels: z.record(z.string(), z.string().nullable()) }),
  z.strictObject({
    do: z.literal('apply'),
    manifest: z.looseObject({
      apiVersion: z.string(),
      kind: z.string(),
      metadata: z.looseObject({ name: z.string(), namespace: optional }),
    }),
  }),
  z.strictObject({ do: z.literal('delete'), object: z.string() }),
  z.strictObject({
    do: z.literal('portal-edit'),
    loadBalancer: z.string().default('kubernetes'),
    of: z.enum(['rule', 'probe', 'member']),
    name: z.string().describe('A name, or `service:ns/name` for the first of a Service, or a node for a member'),
    set: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({
    do: z.literal('ghost-member'),
    loadBalancer: z.string().default('kubernetes'),
    name: z.string(),
    ip: z.string(),
  }),
  z.strictObject({
    do: z.literal('security-rule'),
    name: z.string(),
    priority: z.number().int().min(100).max(4096).default(200),
    access: z.enum(['Allow', 'Deny']).default('Deny'),
    sources: z.array(z.string()).default(['AzureLoadBalancer']),
    ports: z.array(z.string()).default(['*']),
    remove: z.boolean().default(false),
  }),
  z.strictObject({
    do: z.literal('arm-fault'),
    fault: z.enum(['none', '401', '403', '404', '429', '429-without-retry-after', '500', 'html', 'truncated', 'slow']),
    path: z.string().default('').describe('Only requests whose path contains this'),
    times: z.number().int().min(1).nullable().default(null).describe('How many requests; null for all'),
    retryAfterSeconds: z.number().default(10),
    delaySeconds: z.number().default(5),
  }),
  z.strictObject({
    do: z.literal('api-server'),
    state: z.enum(['up', 'down']).describe('down: connections are cut, open watches too'),
  }),
  z.strictObject({ do: z.literal('compact') }).describe('The API server forgets the past: watches from before get 410'),
  z.strictObject({
    do: z.literal('deny'),
    rights: z.array(z.string()).describe('`verb group/resource`, for example `* apps/deployments`'),
    mend: z.boolean().default(false),
  }),
]);

export type Action = z.infer<typeof actionSchema>;
export type ActionInput = z.input<typeof actionSchema>;
export type ActionOf<D extends Action['do']> = Extract<Action, { do: D }>;
