import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';

const orders = new WeakMap<readonly ServiceEndpoint[], readonly number[]>();

/** Positions of endpoints in the order that reports list pods in: by name, then address. Found once for each list. */
export function listedOrder(endpoints: readonly ServiceEndpoint[]): readonly number[] {
  const known = orders.get(endpoints);
  if (known !== undefined) return known;
  const names = endpoints.map(listedName);
  const addresses = endpoints.map(({ address }) => address);
  const order = endpoints
    .map((_, index) => index)
    .sort((a, b) => compare(names[a], names[b]) || compare(addresses[a], addresses[b]));
  orders.set(endpoints, order);
  return order;
}

/** Name of the pod, or the address of an endpoint that names none. */
function listedName({ podName, address }: ServiceEndpoint): string {
  return podName ?? address;
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
