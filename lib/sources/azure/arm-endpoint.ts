import type { AzureCloud } from './azure-cloud.ts';

/** Where ARM requests go and which absolute links may be followed. */
export interface ArmEndpoint {
  /** Origin of every request URL. Always https: tokens are bound to it. */
  readonly origin: string;
  /** Plain-http origin on this machine that requests are really sent to; null: to `origin`. */
  readonly loopbackOrigin: string | null;
  /** Origins in nextLink and Location that stand for this endpoint; followed on `origin`. */
  readonly ownOrigins: readonly string[];
}

export type EndpointResult =
  | { readonly ok: true; readonly endpoint: ArmEndpoint }
  | { readonly ok: false; readonly message: string };

const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Resolves the ARM endpoint of a cloud, or a custom one (a proxy, Azure Stack, a test double).
 * Plain http is accepted on loopback only: a token must not cross a network in clear text.
 */
export function resolveArmEndpoint(cloud: AzureCloud, armEndpoint: string | undefined): EndpointResult {
  const cloudOrigin = new URL(cloud.armEndpoint).origin;
  if (armEndpoint === undefined || armEndpoint === '') {
    return { ok: true, endpoint: { origin: cloudOrigin, loopbackOrigin: null, ownOrigins: [cloudOrigin] } };
  }
  if (!URL.canParse(armEndpoint)) return refuse(armEndpoint, 'is not an absolute URL');
  const url = new URL(armEndpoint);
  if (url.pathname !== '/' || url.search !== '' || url.username !== '' || url.password !== '') {
    return refuse(armEndpoint, 'must be scheme, host and port only');
  }
  if (url.protocol === 'https:') {
    const ownOrigins = [...new Set([url.origin, cloudOrigin])];
    return { ok: true, endpoint: { origin: url.origin, loopbackOrigin: null, ownOrigins } };
  }
  if (url.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname)) {
    const ownOrigins = [cloudOrigin, url.origin];
    return { ok: true, endpoint: { origin: cloudOrigin, loopbackOrigin: url.origin, ownOrigins } };
  }
  return refuse(armEndpoint, 'would send tokens in clear text; use https, or http on 127.0.0.1 only');
}

function refuse(armEndpoint: string, why: string): EndpointResult {
  return { ok: false, message: `ARM endpoint "${withoutCredentials(armEndpoint)}" ${why}.` };
}

function withoutCredentials(url: string): string {
  return url.replace(/\/\/[^/@]*@/, '//…@');
}

export type LinkResult = { readonly ok: true; readonly url: string } | { readonly ok: false; readonly message: string };

/** Places a nextLink or Location on the endpoint's own origin; refuses a link that leads anywhere else. */
export function resolveArmLink(endpoint: ArmEndpoint, link: string): LinkResult {
  if (!URL.canParse(link, endpoint.origin)) return { ok: false, message: `"${link.slice(0, 200)}" is not a URL` };
  const url = new URL(link, endpoint.origin);
  if (!endpoint.ownOrigins.includes(url.origin)) {
    return { ok: false, message: `it leads to ${url.origin}, not to ${endpoint.origin}; no token is sent there` };
  }
  return { ok: true, url: `${endpoint.origin}${url.pathname}${url.search}` };
}
