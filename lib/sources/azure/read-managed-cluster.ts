import { armName } from '../../snapshot/arm-id.ts';
import type { ManagedCluster } from '../../snapshot/managed-cluster.ts';
import { parseManagedCluster } from '../../snapshot/wire/parse-managed-cluster.ts';
import type { ReadContext } from './arm-get.ts';
import { armOperations } from './arm-operations.ts';
import type { AzureResult } from './azure-result.ts';
import { collected } from './combine-results.ts';
import { findManagedCluster } from './find-managed-cluster.ts';
import { parseItems } from './parse-items.ts';
import { type ArmKind, observedAt, readOne } from './read-list.ts';
import type { NodeResourceGroup } from './resource-group.ts';

const managedCluster: ArmKind<ManagedCluster> = { name: 'managed cluster', parse: parseManagedCluster };

export type ManagedClusterReader = (context: ReadContext) => Promise<AzureResult<ManagedCluster>>;

/**
 * Reads the managed cluster by its id. Where that is not known it is looked for once, and again when it is gone;
 * no item when no cluster owns the node resource group.
 */
export function managedClusterReader(group: NodeResourceGroup, given: string | null): ManagedClusterReader {
  let known = given;
  return async (context) => {
    if (known === null) {
      const found = await findManagedCluster(context, group);
      if (found.state !== 'found') return found;
      known = found.cluster?.id ?? null;
      const values = found.cluster ? [found.cluster.raw] : [];
      const { items, problems } = parseItems(values, managedCluster.name, managedCluster.parse);
      return collected(items, problems, observedAt(context));
    }
    const subject = `managed cluster ${armName(known)}`;
    const operation = armOperations.getManagedCluster;
    const result = await readOne(
      context,
      { operation, family: 'containerService', path: known, subject },
      managedCluster,
    );
    if (result.state === 'failed' && result.cause === 'not-found') known = given;
    return result;
  };
}
