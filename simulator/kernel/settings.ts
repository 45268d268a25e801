import { z } from 'zod';

const poolSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9]{0,11}$/, 'a pool name is 1 to 12 lower-case letters and digits'),
  mode: z.enum(['System', 'User']).default('User'),
  spot: z.boolean().default(false),
  evictionPolicy: z.enum(['Delete', 'Deallocate']).default('Delete'),
  count: z.number().int().min(0).max(1_000).describe('Nodes at the start'),
  zones: z.array(z.string()).default([]),
  vmSize: z.string().default('Standard_D4s_v5'),
  labels: z.record(z.string(), z.string()).default({}),
  taints: z
    .array(
      z.strictObject({
        key: z.string(),
        value: z.string().optional(),
        effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
      }),
    )
    .default([]),
});

const timingsSchema = z
  .strictObject({
    nodeMonitorGraceSeconds: z.number().default(40),
    nodeMonitorPeriodSeconds: z.number().default(5),
    cloudNodePeriodSeconds: z.number().default(5),
    podGarbagePeriodSeconds: z.number().default(20),
    podGarbageQuarantineSeconds: z.number().default(40),
    leaseRenewSeconds: z.number().default(10),
    nodeStatusSeconds: z.number().default(300),
    nodeBootSeconds: z.number().default(60).describe('From asking for a machine to its Ready node'),
    containerStartMs: z.number().default(1_000),
    proxySyncMs: z.number().default(300).describe('From an EndpointSlice to the rules on the nodes'),
    loadBalancerSyncMs: z.number().default(1_000).describe('What the cloud controller needs for one Service'),
    preemptNoticeSeconds: z.number().default(30),
    autoscalerDeleteDelaySeconds: z.number().default(5),
  })
  .prefault({});

const loadBalancerConfigurationSchema = z.strictObject({
  name: z.string(),
  pool: z.string().describe('The node pool that is primary on this load balancer'),
  serviceLabels: z.record(z.string(), z.string()).optional(),
});

export const settingsSchema = z.strictObject({
  cluster: z.string().default('demo-aks'),
  resourceGroup: z.string().default('demo-rg'),
  region: z.string().default('westeurope'),
  subscriptionId: z.string().default('11111111-2222-3333-4444-555555555555'),
  kubernetesVersion: z.string().default('1.36.2'),
  ipFamilies: z.array(z.enum(['IPv4', 'IPv6'])).default(['IPv4']),
  pools: z.array(poolSchema).min(1),
  backendPoolType: z.enum(['nodeIPConfiguration', 'nodeIP']).default('nodeIPConfiguration'),
  healthProbeMode: z.enum(['servicenodeport', 'shared']).default('servicenodeport'),
  sharedProbePort: z.number().default(10_256),
  sharedProbePath: z.string().default('/healthz'),
  loadBalancers: z.array(loadBalancerConfigurationSchema).default([]),
  disableOutboundSnat: z.boolean().default(true),
  autoDrain: z.boolean().default(false).describe('Whether AKS drains a spot node on its eviction notice'),
  systemPods: z.boolean().default(true).describe('Whether kube-proxy and the gateway of the cluster show as pods'),
  timings: timingsSchema,
});

export type WorldSettings = z.infer<typeof settingsSchema> & {
  /** Virtual time at which the cluster opens, milliseconds. */
  readonly startAt: number;
};
export type PoolSettings = z.infer<typeof poolSchema>;

export const nodeResourceGroupOf = (settings: WorldSettings): string =>
  `MC_${settings.resourceGroup}_${settings.cluster}_${settings.region}`;
