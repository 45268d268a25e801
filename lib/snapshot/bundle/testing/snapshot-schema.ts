import { z } from 'zod';
import type { AzurePart } from '../../azure-part.ts';
import { metricNames } from '../../load-balancer-metrics.ts';
import type { Snapshot } from '../../snapshot.ts';
import { family, instant, kubernetesSchema, nonEmpty, orNull, portNumber, stringMap } from './kubernetes-schema.ts';

const id = nonEmpty;
const named = { id, name: nonEmpty };
const provisioningState = orNull(z.string());
const adminState = orNull(nonEmpty);

const poolMember = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('nic'), ipConfigurationId: id, adminState }),
  z.strictObject({ kind: z.literal('ip'), ipAddress: nonEmpty, name: z.string(), adminState }),
]);

const frontend = z.strictObject({
  ...named,
  privateIPAddress: orNull(nonEmpty),
  privateIPFamily: orNull(family),
  publicIPAddressId: orNull(id),
  subnetId: orNull(id),
  zones: z.array(z.string()),
});

const rule = z.strictObject({
  ...named,
  protocol: nonEmpty,
  frontendPort: portNumber,
  backendPort: portNumber,
  frontendId: orNull(id),
  poolIds: z.array(id),
  probeId: orNull(id),
  enableFloatingIP: z.boolean(),
  enableTcpReset: z.boolean(),
  idleTimeoutMinutes: z.int(),
  loadDistribution: nonEmpty,
  disableOutboundSnat: z.boolean(),
  provisioningState,
});

const probe = z.strictObject({
  ...named,
  protocol: nonEmpty,
  port: portNumber,
  requestPath: orNull(nonEmpty),
  intervalSeconds: z.int(),
  probeThreshold: orNull(z.int()),
  numberOfProbes: orNull(z.int()),
  noHealthyBackendsBehavior: orNull(z.string()),
});

const loadBalancer = z.strictObject({
  ...named,
  resourceGroup: z.string(),
  location: orNull(z.string()),
  sku: orNull(z.string()),
  etag: orNull(z.string()),
  provisioningState,
  frontends: z.array(frontend),
  pools: z.array(z.strictObject({ ...named, members: z.array(poolMember), provisioningState })),
  rules: z.array(rule),
  probes: z.array(probe),
  outboundRules: z.array(
    z.strictObject({
      name: z.string(),
      poolId: orNull(id),
      frontendIds: z.array(id),
      portsPerMember: orNull(z.number()),
    }),
  ),
});

const publicIPAddress = z.strictObject({
  ...named,
  resourceGroup: z.string(),
  ipAddress: orNull(nonEmpty),
  family,
  sku: orNull(z.string()),
  dnsLabel: orNull(z.string()),
  fqdn: orNull(nonEmpty),
  tags: stringMap,
  ipConfigurationId: orNull(id),
  provisioningState,
});

const securityRule = z.strictObject({
  name: nonEmpty,
  access: nonEmpty,
  direction: nonEmpty,
  priority: z.int(),
  protocol: nonEmpty,
  sources: z.array(nonEmpty),
  sourcePorts: z.array(nonEmpty),
  destinations: z.array(nonEmpty),
  destinationPorts: z.array(nonEmpty),
});

const scaleSet = z.strictObject({
  ...named,
  priority: orNull(z.string()),
  evictionPolicy: orNull(z.string()),
  poolName: orNull(z.string()),
  capacity: orNull(z.int()),
  provisioningState,
});

const scaleSetVm = z.strictObject({
  id,
  instanceId: z.string(),
  computerName: orNull(z.string()),
  provisioningState,
  powerState: orNull(z.string()),
});

const networkInterface = z.strictObject({
  id,
  virtualMachineId: orNull(id),
  ipConfigurations: z.array(z.strictObject({ id, privateIPAddress: orNull(nonEmpty) })),
  provisioningState,
});

const managedCluster = z.strictObject({
  id: orNull(id),
  name: nonEmpty,
  location: orNull(z.string()),
  nodeResourceGroup: orNull(z.string()),
  kubernetesVersion: orNull(nonEmpty),
  backendPoolType: orNull(z.string()),
  probeMode: orNull(z.string()),
  multipleLoadBalancers: z.boolean(),
  outboundType: orNull(z.string()),
  networkDataplane: orNull(z.string()),
  kubeProxyEnabled: z.boolean().nullable(),
  kubeProxyMode: orNull(nonEmpty),
  networkPolicy: orNull(z.string()),
});

const loadBalancerMetrics = z.strictObject({
  id: nonEmpty,
  observedAt: instant,
  series: z.array(
    z.strictObject({
      metric: z.enum(metricNames),
      frontendIP: orNull(nonEmpty),
      frontendPort: orNull(portNumber),
      backendIP: orNull(nonEmpty),
      startsAt: instant,
      values: z.array(orNull(z.number())).nonempty(),
    }),
  ),
});

export const azureSchema: z.ZodType<AzurePart> = z.strictObject({
  loadBalancers: orNull(z.array(loadBalancer)),
  publicIPAddresses: orNull(z.array(publicIPAddress)),
  networkSecurityGroups: orNull(
    z.array(z.strictObject({ ...named, resourceGroup: z.string(), rules: z.array(securityRule) })),
  ),
  scaleSets: orNull(z.array(scaleSet)),
  scaleSetVms: orNull(z.array(scaleSetVm)),
  networkInterfaces: orNull(z.array(networkInterface)),
  loadBalancerMetrics: orNull(z.array(loadBalancerMetrics)),
  managedCluster: orNull(managedCluster),
});

const state = z.enum(['live', 'stale', 'partial', 'denied', 'absent']);

const sourceStatus = z.strictObject({
  state,
  observedAt: orNull(instant),
  error: orNull(z.string()),
  resources: z.array(
    z.strictObject({
      resource: nonEmpty,
      state,
      observedAt: orNull(instant),
      error: orNull(z.string()),
      denied: orNull(z.strictObject({ verb: z.string(), resource: z.string() })),
    }),
  ),
});

const ruleHealth = z.strictObject({
  loadBalancer: nonEmpty,
  rule: nonEmpty,
  observedAt: instant,
  backends: z.array(
    z.strictObject({
      ipAddress: orNull(nonEmpty),
      networkInterfaceIPConfigurationId: orNull(nonEmpty),
      state: z.string(),
      reason: z.string(),
      since: orNull(instant),
    }),
  ),
});

const observedProbe = z.strictObject({
  node: nonEmpty,
  port: portNumber,
  protocol: z.enum(['http', 'tcp']),
  path: orNull(nonEmpty),
  result: z.enum(['200', '503', 'open', 'refused', 'timeout', 'other']),
  localEndpoints: orNull(z.int().min(0)),
  serviceProxyHealthy: orNull(z.boolean()),
  at: instant,
});

/** Everything a snapshot may be. */
export const snapshotSchema: z.ZodType<Snapshot> = z.strictObject({
  formatVersion: z.literal(1),
  cluster: nonEmpty,
  takenAt: instant.endsWith('Z'),
  sources: z.strictObject({ kubernetes: sourceStatus, azure: sourceStatus, probes: sourceStatus }),
  kubernetes: kubernetesSchema,
  azure: azureSchema,
  probes: z.strictObject({ ruleHealth: z.array(ruleHealth), observed: z.array(observedProbe) }),
});
