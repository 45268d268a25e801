import type { IpFamily, Service } from '../../snapshot/service.ts';
import { annotation, isInternalService, isTrue } from './annotations.ts';
import { type AddressRange, parseRange } from './ip-range.ts';

export const INTERNET_TAG = 'Internet';

/** Whom the rules of the security group let in to a Service, as the controller reads it. */
export interface Admission {
  /** Service tags, `Internet` among them. */
  readonly tags: readonly string[];
  readonly ranges: Readonly<Record<IpFamily, readonly AddressRange[]>>;
  /** Keep the virtual network out, too, which a security group lets in by itself. */
  readonly denyRest: boolean;
}

const NOBODY_ELSE: Admission = { tags: [], ranges: { IPv4: [], IPv6: [] }, denyRest: false };

/**
 * docs/model.md "Security rules". Null: the controller writes no rules for this Service, or refuses what it asks for.
 */
export function admissionOf(service: Service): Admission | null {
  if (service.loadBalancerClass !== null || isTrue(service, 'azure-disable-load-balancer-nsg-rule')) return null;
  const spec = service.loadBalancerSourceRanges.map(parseStrict);
  const allowed = [
    ...listOf(service, 'azure-allowed-ip-ranges'),
    ...listOf(service, 'load-balancer-source-ranges'),
  ].map(parseStrict);
  const all = [...spec, ...allowed];
  const valid = all.filter((range) => range !== null);
  const isBoth = spec.some((range) => range !== null) && allowed.some((range) => range !== null);
  if (isBoth) return null;
  const named = listOf(service, 'azure-allowed-service-tags');
  const isInvalid = valid.length < all.length;
  const isOpen = valid.some(({ prefix }) => prefix === 0);
  const letsInternet = named.length === 0 && !isInvalid && all.length === 0 && !isInternalService(service);
  if (named.length === 0 && all.length === 0 && !letsInternet) return NOBODY_ELSE;
  return {
    tags: letsInternet ? [INTERNET_TAG] : named,
    ranges: { IPv4: valid.filter(({ width }) => width === 32), IPv6: valid.filter(({ width }) => width === 128) },
    denyRest: isInvalid || (isTrue(service, DENY_REST) && valid.length > 0 && !isOpen),
  };
}

const DENY_REST = 'azure-deny-all-except-load-balancer-source-ranges';

function listOf(service: Service, key: string): readonly string[] {
  const text = annotation(service, key);
  return text === null ? [] : text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

/** The controller wants `10.0.0.0/8`, with no bit set behind the prefix. */
function parseStrict(text: string): AddressRange | null {
  const range = text.includes('/') ? parseRange(text) : null;
  if (range === null) return null;
  const rest = BigInt(range.width - range.prefix);
  return (range.bits >> rest) << rest === range.bits ? range : null;
}
