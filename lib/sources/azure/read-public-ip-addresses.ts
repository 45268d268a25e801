import { armName, armResourceGroup, armSubscription, normalizeArmId } from '../../snapshot/arm-id.ts';
import type { PublicIpAddress } from '../../snapshot/public-ip-address.ts';
import { parsePublicIpAddress } from '../../snapshot/wire/parse-public-ip-address.ts';
import type { ReadContext } from './arm-get.ts';
import { armOperations } from './arm-operations.ts';
import { resourceGroupPath } from './arm-path.ts';
import type { AzureResult } from './azure-result.ts';
import { combineResults, type ResultPart } from './combine-results.ts';
import { type ArmKind, observedAt, readList, readOne } from './read-list.ts';
import type { NodeResourceGroup } from './resource-group.ts';

const publicIp: ArmKind<PublicIpAddress> = { name: 'public IP address', parse: parsePublicIpAddress };

/**
 * The public IPs of the node resource group, and those a frontend refers to elsewhere: a Service may bring its own
 * from any resource group, often one that the reader has no rights in.
 */
export async function readPublicIpAddresses(
  context: ReadContext,
  group: NodeResourceGroup,
  referencedIds: readonly string[],
): Promise<AzureResult<PublicIpAddress>> {
  const path = `${resourceGroupPath(group.subscriptionId, group.name)}/providers/Microsoft.Network/publicIPAddresses`;
  const subject = `public IP addresses of resource group ${group.name}`;
  const listing = readList(
    context,
    { operation: armOperations.listPublicIPAddresses, family: 'network', path, subject },
    publicIp,
  );
  const elsewhere = [...new Map(referencedIds.map((id) => [normalizeArmId(id), id])).entries()];
  const gets = elsewhere
    .filter(([, id]) => !isInGroup(id, group))
    .map(async ([normalized, id]): Promise<ResultPart<PublicIpAddress>> => {
      const inGroup = `public IP address ${armName(id)} in resource group ${armResourceGroup(id) ?? '?'}`;
      const read = {
        operation: armOperations.getPublicIPAddress,
        family: 'network',
        path: id,
        subject: inGroup,
      } as const;
      return { object: armName(id), id: normalized, result: await readOne(context, read, publicIp) };
    });
  const parts = [{ object: subject, id: null, result: await listing }, ...(await Promise.all(gets))];
  return combineResults(parts, observedAt(context));
}

function isInGroup(id: string, group: NodeResourceGroup): boolean {
  return (
    armSubscription(id)?.toLowerCase() === group.subscriptionId.toLowerCase() &&
    armResourceGroup(id)?.toLowerCase() === group.name.toLowerCase()
  );
}
