import type { NodeRow } from '../../../lib/report/encoded-report.ts';
import { packNames, unpackNames } from './front-coding.ts';
import { type PackedColumn, packColumn, unpackColumn } from './packed-column.ts';

type Addresses = Pick<NodeRow, 'ip' | 'ipv6'>;

/** The table of nodes by columns. An address that is not known is the empty text. */
export interface PackedNodes {
  readonly names: string;
  readonly ips: string;
  readonly ipv6s: string;
  readonly facts: PackedColumn<Omit<NodeRow, 'name' | keyof Addresses>>;
}

export function packNodes(nodes: readonly NodeRow[]): PackedNodes {
  return {
    names: packNames(nodes.map(({ name }) => name)),
    ips: packNames(nodes.map(({ ip }) => ip ?? '')),
    ipv6s: packNames(nodes.map(({ ipv6 }) => ipv6 ?? '')),
    facts: packColumn(nodes.map(({ name: _name, ip: _ip, ipv6: _ipv6, ...facts }) => facts)),
  };
}

export function unpackNodes({ names, ips, ipv6s, facts }: PackedNodes): NodeRow[] {
  const [ip, ipv6, fact] = [unpackNames(ips), unpackNames(ipv6s), unpackColumn(facts)];
  return unpackNames(names).map((name, index) => {
    const own = fact[index];
    if (own === undefined) throw new Error(`the packed node ${name} has no facts`);
    return { name, ip: ip[index] || null, ipv6: ipv6[index] || null, ...own };
  });
}
