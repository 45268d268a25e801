import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedCluster } from '../generate-cluster.ts';

/** Writes a generated cluster as a bundle, with the pods behind its Services. */
export function writeBundle(cluster: GeneratedCluster, name: string, parent: string): string {
  const folder = join(parent, name);
  for (const part of ['kubernetes', 'azure']) mkdirSync(join(folder, part), { recursive: true });
  const write = (path: string, body: unknown): void => writeFileSync(join(folder, path), JSON.stringify(body));
  const list = (kind: string, items: readonly unknown[]): void =>
    write(`kubernetes/${kind}.json`, { apiVersion: 'v1', kind: 'List', items });
  write('manifest.json', { formatVersion: 1, cluster: name, takenAt: new Date().toISOString() });
  list('nodes', cluster.nodes);
  list('leases', cluster.leases);
  list('services', cluster.services);
  list('endpointslices', cluster.endpointSlices);
  list('pods', [...cluster.pods()]);
  write('azure/loadbalancers.json', { value: cluster.loadBalancers });
  write('azure/publicipaddresses.json', { value: cluster.publicIPAddresses });
  write('azure/managedcluster.json', cluster.managedCluster);
  return folder;
}
