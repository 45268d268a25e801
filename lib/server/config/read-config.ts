import { readFileSync } from 'node:fs';
import type { ServerConfig } from './config.ts';
import { type ReadSettings, readSettings, type SettingSources } from './read-settings.ts';
import { type Resolved, resolveAccess } from './resolve-access.ts';
import { resolveClusters } from './resolve-clusters.ts';

const fileFlag = 'config';
const fileVariable = 'AKS_INGRESS_HEALTH_CONFIG';

/**
 * The configuration of the server from flags, environment and file. Not ok: everything that is wrong with it, each with
 * the flag, variable or field to change.
 */
export function readConfig(flags: SettingSources['flags'], env: SettingSources['env']): Resolved<ServerConfig> {
  const file = readFile(flags[fileFlag] ?? env[fileVariable]);
  if (!file.ok) return file;
  const settings = readSettings({ flags, env, file: file.value });
  const host = settings.values.host ?? '127.0.0.1';
  const access = resolveAccess(settings, host);
  const clusters = resolveClusters(settings);
  const problems = [...settings.problems, ...problemsOf(access), ...problemsOf(clusters)];
  if (problems.length > 0 || !access.ok || !clusters.ok) return { ok: false, problems };
  return { ok: true, value: { ...plainParts(settings, host), access: access.value, clusters: clusters.value } };
}

function plainParts({ values }: ReadSettings, host: string): Omit<ServerConfig, 'access' | 'clusters'> {
  return {
    host,
    port: values.port ?? 8080,
    portIsGiven: values.port !== undefined,
    allowedHosts: values.allowedHosts ?? [],
    logLevel: values.logLevel ?? 'info',
    bundles: values.bundles ?? [],
    kubeconfig: values.kubeconfig ?? null,
    azure: {
      enabled: values.azure !== 'off',
      armEndpoint: values.armEndpoint ?? null,
      caFile: values.armCaFile ?? null,
      tokenScope: values.armTokenScope ?? null,
    },
  };
}

function problemsOf(resolved: Resolved<unknown>): readonly string[] {
  return resolved.ok ? [] : resolved.problems;
}

function readFile(path: unknown): Resolved<SettingSources['file']> {
  if (typeof path !== 'string' || path === '') return { ok: true, value: null };
  try {
    return { ok: true, value: { path, content: JSON.parse(readFileSync(path, 'utf8')) } };
  } catch (error) {
    const what = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    return { ok: false, problems: [`${path} ${what}: ${error instanceof Error ? error.message : String(error)}`] };
  }
}
