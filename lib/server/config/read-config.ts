import type { AzureConfig, ServerConfig } from './config.ts';
import { readConfigFile } from './read-config-file.ts';
import { type ReadSettings, readSettings, type SettingSources } from './read-settings.ts';
import { type Resolved, resolveAccess } from './resolve-access.ts';
import { resolveClusters } from './resolve-clusters.ts';

/**
 * The configuration of the server from flags, environment and file. Not ok: everything that is wrong with it, each with
 * the flag, variable or field to change.
 */
export function readConfig(flags: SettingSources['flags'], env: SettingSources['env']): Resolved<ServerConfig> {
  const file = readConfigFile(flags, env);
  if (!file.ok) return file;
  const settings = readSettings({ flags, env, file: file.value });
  const host = settings.values.host ?? '127.0.0.1';
  const access = resolveAccess(settings, host);
  const clusters = resolveClusters(settings);
  const problems = [...settings.problems, ...problemsOf(access), ...problemsOf(clusters)];
  if (problems.length > 0 || !access.ok || !clusters.ok) return { ok: false, problems };
  return { ok: true, value: { ...plainParts(settings, host), access: access.value, clusters: clusters.value } };
}

function plainParts(settings: ReadSettings, host: string): Omit<ServerConfig, 'access' | 'clusters'> {
  const { values } = settings;
  return {
    host,
    port: values.port ?? 8080,
    portIsGiven: values.port !== undefined,
    allowedHosts: values.allowedHosts ?? [],
    logLevel: values.logLevel ?? 'info',
    bundles: values.bundles ?? [],
    kubeconfig: values.kubeconfig ?? null,
    scenario: values.scenario ?? null,
    azure: azureConfigOf(settings),
    probeNodes: values.probeNodes ?? false,
    acknowledgements: values.acknowledgements ?? null,
    assumptions: values.assumptions ?? {},
  };
}

export function azureConfigOf({ values }: ReadSettings): AzureConfig {
  return {
    enabled: values.azure !== 'off',
    armEndpoint: values.armEndpoint ?? null,
    caFile: values.armCaFile ?? null,
    tokenScope: values.armTokenScope ?? null,
    tokenFile: values.armTokenFile ?? null,
  };
}

function problemsOf(resolved: Resolved<unknown>): readonly string[] {
  return resolved.ok ? [] : resolved.problems;
}
