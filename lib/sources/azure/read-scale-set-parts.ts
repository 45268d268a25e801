import { armName, normalizeArmId } from '../../snapshot/arm-id.ts';
import type { NetworkInterface } from '../../snapshot/network-interface.ts';
import type { ScaleSetVm } from '../../snapshot/scale-set.ts';
import { parseNetworkInterface } from '../../snapshot/wire/parse-network-interface.ts';
import { parseScaleSetVm } from '../../snapshot/wire/parse-scale-set.ts';
import type { ArmRead, ReadContext } from './arm-get.ts';
import { armOperations } from './arm-operations.ts';
import { resourceGroupPath } from './arm-path.ts';
import type { AzureResult } from './azure-result.ts';
import { combineResults, type ResultPart } from './combine-results.ts';
import { type ArmKind, observedAt, readList } from './read-list.ts';
import type { NodeResourceGroup } from './resource-group.ts';

const vm: ArmKind<ScaleSetVm> = { name: 'scale set VM', parse: parseScaleSetVm };
const networkInterface: ArmKind<NetworkInterface> = { name: 'network interface', parse: parseNetworkInterface };

/** The VMs of the given scale sets with their instance view. Expensive: ask only about pool members without a node. */
export function readScaleSetVms(
  context: ReadContext,
  scaleSetIds: readonly string[],
): Promise<AzureResult<ScaleSetVm>> {
  const reads = distinct(scaleSetIds).map((id): [string, ArmRead] => [
    id,
    {
      operation: armOperations.listScaleSetVms,
      family: 'compute',
      path: `${id}/virtualMachines`,
      query: { $expand: 'instanceView' },
      subject: `VMs of scale set ${armName(id)}`,
    },
  ]);
  return readAll(context, reads, vm);
}

/** The NICs of the given scale sets and, where asked, those of single VMs in the node resource group. */
export function readNetworkInterfaces(
  context: ReadContext,
  group: NodeResourceGroup,
  wanted: { readonly scaleSetIds: readonly string[]; readonly ofSingleMachines: boolean },
): Promise<AzureResult<NetworkInterface>> {
  const reads = distinct(wanted.scaleSetIds).map((id): [string, ArmRead] => [
    id,
    {
      operation: armOperations.listScaleSetNetworkInterfaces,
      family: 'scaleSetNetworkInterfaces',
      path: `${id}/networkInterfaces`,
      subject: `network interfaces of scale set ${armName(id)}`,
    },
  ]);
  if (wanted.ofSingleMachines) {
    const path = resourceGroupPath(group.subscriptionId, group.name);
    reads.push([
      path,
      {
        operation: armOperations.listNetworkInterfaces,
        family: 'network',
        path: `${path}/providers/Microsoft.Network/networkInterfaces`,
        subject: `network interfaces of resource group ${group.name}`,
      },
    ]);
  }
  return readAll(context, reads, networkInterface);
}

async function readAll<T>(
  context: ReadContext,
  reads: readonly (readonly [string, ArmRead])[],
  kind: ArmKind<T>,
): Promise<AzureResult<T>> {
  const parts = await Promise.all(
    reads.map(async ([id, read]): Promise<ResultPart<T>> => {
      const result = await readList(context, read, kind);
      return { object: read.subject, id: normalizeArmId(id), result };
    }),
  );
  return combineResults(parts, observedAt(context));
}

function distinct(ids: readonly string[]): readonly string[] {
  return [...new Map(ids.map((id) => [normalizeArmId(id), id])).values()];
}
