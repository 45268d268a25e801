import { BlockList, isIP } from 'node:net';

/** Ranges that a virtual network gives its machines; everything else is refused. */
const machineRanges = ranges([
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['fc00::', 7],
]);

function ranges(list: readonly (readonly [string, number])[]): BlockList {
  const blocks = new BlockList();
  for (const [network, bits] of list) blocks.addSubnet(network, bits, isIP(network) === 6 ? 'ipv6' : 'ipv4');
  return blocks;
}

/**
 * Whether a node may be asked at this address. Only literal private addresses: no name, no loopback, no link-local
 * address such as the metadata service 169.254.169.254, no 168.63.129.16, nothing public, no IPv4 written as IPv6.
 */
export function isNodeAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0 || address.includes('%')) return false;
  if (family === 4) return machineRanges.check(address, 'ipv4');
  return !address.toLowerCase().includes('::ffff:') && machineRanges.check(address, 'ipv6');
}
