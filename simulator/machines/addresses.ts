/** IPv4 of the n-th machine: the node subnet is 10.224.0.0/16 and its first four addresses belong to Azure. */
export function machineAddress(index: number): string {
  const host = index + 4;
  return `10.224.${host >> 8}.${host & 255}`;
}

export const machineAddress6 = (index: number): string => `fd00:db8:dead::${(index + 4).toString(16)}`;

/** The first two numbers of the pod network of a node: 10.244 like AKS overlay, and 10.64 and up when there are more nodes than that holds. */
const podNetworkPrefix = (network: number): string =>
  network < 256 ? `10.244.${network}` : `10.${64 + (network >> 8)}.${network & 255}`;

export const podCidr = (network: number): string => `${podNetworkPrefix(network)}.0/24`;

export const podAddress = (network: number, host: number): string => `${podNetworkPrefix(network)}.${host}`;

export const podAddress6 = (network: number, host: number): string =>
  `fd00:db8:cafe:${network.toString(16)}::${host.toString(16)}`;
