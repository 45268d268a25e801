import type { AzureItems } from '../../sources/azure/azure-request.ts';
import type { AzureResult } from '../../sources/azure/azure-result.ts';
import type { AzureListKind, AzureStore } from '../store/azure-store.ts';
import type { Urgency } from '../store/urgency.ts';

/**
 * Takes what a read brought. `isCovered`: the read would have brought an object of this id if it existed. Objects that
 * could not be read keep their earlier copies; a failed read changes nothing.
 */
export function applyItems<K extends AzureListKind>(
  store: AzureStore,
  kind: K,
  result: AzureResult<AzureItems[K]>,
  isCovered: (id: string) => boolean,
): Urgency {
  if (result.state !== 'ok' && result.state !== 'partial') return 'none';
  const unread = result.state === 'ok' ? [] : result.problems.filter(({ cause }) => cause !== 'not-found');
  const isUnread = (id: string) =>
    unread.some((problem) => problem.id === null || id === problem.id || id.startsWith(`${problem.id}/`));
  return store.replaced(kind, result.items, (id) => !isCovered(id) || isUnread(id));
}

/** Covers the machines, or the interfaces, of the given scale sets and of single machines. Ids in any case. */
export function coverage(scaleSetIds: readonly string[], ofSingleMachines: boolean): (id: string) => boolean {
  const prefixes = scaleSetIds.map((id) => `${id.toLowerCase()}/`);
  return (id) => {
    const isInScaleSet = id.toLowerCase().includes('/virtualmachinescalesets/');
    return isInScaleSet ? prefixes.some((prefix) => id.toLowerCase().startsWith(prefix)) : ofSingleMachines;
  };
}
