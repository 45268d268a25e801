import type { ClusterConfig, ServerConfig } from './config.ts';
import { azureConfigOf } from './read-config.ts';
import { readConfigFile } from './read-config-file.ts';
import { readSettings, type SettingSources } from './read-settings.ts';
import type { Resolved } from './resolve-access.ts';
import { resolveClusters } from './resolve-clusters.ts';

export interface OneClusterConfig extends Pick<ServerConfig, 'kubeconfig' | 'azure' | 'probeNodes'> {
  readonly cluster: ClusterConfig;
}

/** What is needed to read one live cluster. Not ok: everything that is wrong, each with what to change. */
export function readClusterConfig(
  flags: SettingSources['flags'],
  env: SettingSources['env'],
): Resolved<OneClusterConfig> {
  const file = readConfigFile(flags, env);
  if (!file.ok) return file;
  const settings = readSettings({ flags: { ...flags, bundle: undefined }, env, file: file.value });
  const clusters = resolveClusters({ ...settings, values: { ...settings.values, bundles: [] } });
  const problems = [...settings.problems, ...(clusters.ok ? [] : clusters.problems)];
  if (problems.length > 0 || !clusters.ok) return { ok: false, problems };
  const [cluster, ...others] = clusters.value;
  if (cluster === undefined || others.length > 0) {
    return {
      ok: false,
      problems: [`${settings.nameOf('contexts')}: name one cluster; ${clusters.value.length} are set.`],
    };
  }
  const { kubeconfig = null, probeNodes = false } = settings.values;
  return { ok: true, value: { cluster, kubeconfig, probeNodes, azure: azureConfigOf(settings) } };
}
