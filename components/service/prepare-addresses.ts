import type { ServiceReport } from '../../lib/report/service-report.ts';

/** Addresses of one family, side by side: what the Service asks for, what its status says, what Azure holds. */
export interface AddressDifference {
  /** Empty: it asks for none in particular. */
  readonly wanted: readonly string[];
  readonly status: readonly string[];
  /** Empty: no load balancer is known to hold one. */
  readonly azure: readonly string[];
}

type Addresses = Pick<ServiceReport, 'addresses' | 'frontends'>;

/** Null: all that is known says the same. */
export function addressDifference(
  { addresses, frontends }: Addresses,
  family: 'IPv4' | 'IPv6',
): AddressDifference | null {
  const wanted = ofFamily(addresses.wanted, family);
  const status = ofFamily(addresses.status, family);
  const azure = ofFamily(
    frontends.flatMap(({ ip, loadBalancer }) => (ip === null || loadBalancer === null ? [] : [ip])),
    family,
  );
  const had = azure.length > 0 ? azure : status;
  const isOther = wanted.length > 0 && (status.length === 0 || !isSame(wanted, had));
  const isContradicted = azure.length > 0 && status.length > 0 && !isSame(azure, status);
  return isOther || isContradicted ? { wanted, status, azure } : null;
}

function ofFamily(ips: readonly string[], family: 'IPv4' | 'IPv6'): readonly string[] {
  return ips.filter((ip) => ip.includes(':') === (family === 'IPv6'));
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [inOrder(a), inOrder(b)];
  return one.length === other.length && one.every((ip, index) => ip === other[index]);
}

function inOrder(ips: readonly string[]): readonly string[] {
  return [...new Set(ips.map((ip) => ip.toLowerCase()))].toSorted();
}
