import { z } from 'zod';
import { logLevels } from '../log.ts';
import { assumptionsSchema } from './assumptions-schema.ts';
import { addressRange, azureUuid, hostName, httpUrl, resourceId, secret } from './setting-schemas.ts';

/** One thing that can be set: as a flag, in the environment, or in the configuration file. */
export interface Setting<T = unknown> {
  /** Null: not on the command line, where every user of the machine could read it. */
  readonly flag: string | null;
  readonly env: string | null;
  readonly schema: z.ZodType<T>;
  /** What the flag takes; null: nothing, it is a switch. */
  readonly takes: string | null;
  readonly help: string;
  /** May be given several times. */
  readonly repeatable: boolean;
}

const text = z.string().trim().min(1, 'is empty');

const flagOnly = z.union([
  z.boolean(),
  z
    .enum(['1', 'true', 'yes', '0', 'false', 'no'], 'expected true or false')
    .transform((word) => /^(1|true|yes)$/.test(word)),
]);

/** A list: the flag again and again, the variable with commas. */
function listOf<T>(item: z.ZodType<T, string>) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value),
    z.array(item),
  );
}

const port = z.coerce
  .number('expected a port number')
  .int('expected a whole number')
  .min(0, 'expected 0 to 65535')
  .max(65_535, 'expected 0 to 65535');

function setting<T>(
  flag: string | null,
  env: string | null,
  takes: string | null,
  schema: z.ZodType<T>,
  help: string,
): Setting<T> {
  return { flag, env: env === null ? null : `AKS_INGRESS_HEALTH_${env}`, takes, schema, help, repeatable: false };
}

function repeatable<T>(given: Setting<T>): Setting<T> {
  return { ...given, repeatable: true };
}

/** Field of the configuration file → how else it can be set. */
export const settings = {
  host: setting('host', 'HOST', 'ADDR', text, 'address to listen on (default 127.0.0.1)'),
  port: setting('port', 'PORT', 'N', port, 'port to listen on (default 8080, or a free one when it is taken)'),
  allowedHosts: repeatable(
    setting(
      'allowed-host',
      'ALLOWED_HOSTS',
      'NAME',
      listOf(hostName),
      'host name that browsers use for this server; repeatable',
    ),
  ),
  allowAnonymous: setting(
    'allow-anonymous',
    'ALLOW_ANONYMOUS',
    null,
    flagOnly,
    'let everybody in who reaches the address',
  ),
  accessToken: setting(null, 'ACCESS_TOKEN', null, secret, 'secret that opens the dashboard'),
  accessTokenFile: setting(
    'access-token-file',
    'ACCESS_TOKEN_FILE',
    'FILE',
    text,
    'file with the secret that opens the dashboard',
  ),
  trustedProxyHeader: setting(
    'trusted-proxy-header',
    'TRUSTED_PROXY_HEADER',
    'NAME',
    z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'expected the name of a header'),
    'header in which a proxy names who has signed in',
  ),
  trustedProxyAddresses: repeatable(
    setting(
      'trusted-proxy',
      'TRUSTED_PROXY_ADDRESSES',
      'ADDR',
      listOf(addressRange),
      'address or range of that proxy; repeatable',
    ),
  ),
  bundles: repeatable(
    setting('bundle', 'BUNDLES', 'FILE', listOf(text), 'show a bundle instead of a live cluster; repeatable'),
  ),
  contexts: repeatable(
    setting('context', 'CONTEXTS', 'NAME', listOf(text), 'context of the kubeconfig to show; repeatable'),
  ),
  kubeconfig: setting('kubeconfig', 'KUBECONFIG', 'FILE', text, 'kubeconfig to read (default: like kubectl)'),
  azure: setting(
    'azure',
    'AZURE',
    'on|off',
    z.enum(['on', 'off'], 'expected on or off'),
    'whether to read Azure (default on)',
  ),
  armEndpoint: setting('arm-endpoint', 'ARM_ENDPOINT', 'URL', httpUrl, 'Azure Resource Manager elsewhere than usual'),
  armCaFile: setting('arm-ca-file', 'ARM_CA_FILE', 'FILE', text, 'certificate authority of that endpoint, PEM'),
  armTokenScope: setting('arm-token-scope', 'ARM_TOKEN_SCOPE', 'SCOPE', text, 'scope of the tokens for that endpoint'),
  armTokenFile: setting(
    'arm-token-file',
    'ARM_TOKEN_FILE',
    'FILE',
    text,
    'file with a token for that endpoint, instead of an Azure identity',
  ),
  scenario: setting(
    'scenario',
    'SCENARIO',
    'NAME|FILE',
    text,
    'show an embedded AKS that plays this scenario, by its name or from a YAML file of your own',
  ),
  subscription: setting(
    'subscription',
    'SUBSCRIPTION',
    'ID',
    azureUuid,
    'subscription of the cluster, if not to be found out',
  ),
  nodeResourceGroup: setting(
    'node-resource-group',
    'NODE_RESOURCE_GROUP',
    'NAME',
    text,
    'node resource group of the cluster (MC_…), if not to be found out',
  ),
  managedClusterId: setting(
    'managed-cluster-id',
    'MANAGED_CLUSTER_ID',
    'ID',
    resourceId,
    'ARM id of the cluster, if not to be found out',
  ),
  probeNodes: setting(
    'probe-nodes',
    'PROBE_NODES',
    null,
    flagOnly,
    'ask kube-proxy on the InternalIPs of the nodes (ports 10256 and health-check node ports); needs the network of the cluster',
  ),
  acknowledgements: setting(
    'acknowledgements',
    'ACKNOWLEDGEMENTS',
    'FILE',
    text,
    'file of findings that people know of, with reason and expiry (YAML)',
  ),
  assumptions: setting(
    null,
    null,
    null,
    assumptionsSchema,
    'constants that neither Azure nor Kubernetes tells, in seconds (configuration file only)',
  ),
  logLevel: setting(
    'log-level',
    'LOG_LEVEL',
    'LEVEL',
    z.enum(logLevels, `expected ${logLevels.join(', ')}`),
    `${logLevels.join(', ')} (default info)`,
  ),
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
export type SettingValues = { readonly [K in SettingName]?: z.output<(typeof settings)[K]['schema']> };

/** Clusters that the flags cannot describe: one entry each, in the configuration file only. */
export const clusterEntrySchema = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, 'expected letters, digits, dots and dashes')
    .optional(),
  context: text.optional(),
  inCluster: z.literal(true).optional(),
  managedClusterId: resourceId.optional(),
  subscription: azureUuid.optional(),
  nodeResourceGroup: text.optional(),
});
export type ClusterEntry = z.infer<typeof clusterEntrySchema>;
