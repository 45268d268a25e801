import { BlockList, isIPv6 } from 'node:net';
import type { Access } from '../config/config.ts';
import { isForPrograms, isHealthCheck, type RequestFacts } from '../guards/request-facts.ts';
import { type Problem, problem } from '../http/problem.ts';
import type { AttemptLimiter } from './attempt-limiter.ts';
import { sameSecret } from './same-secret.ts';
import { hasSession, sessionCookie } from './session-cookie.ts';

export type Decision =
  /** `user`: who the proxy says it is; null: not known. */
  | { readonly kind: 'allow'; readonly user: string | null }
  | { readonly kind: 'refuse'; readonly problem: Problem }
  /** A person has to give the secret first. */
  | { readonly kind: 'sign-in' }
  /** The secret was in the address: on to the same page without it, with a session. */
  | { readonly kind: 'signed-in'; readonly location: string; readonly cookie: string };

export type AccessControl = (facts: RequestFacts) => Decision;

export interface AccessTools {
  readonly now: () => number;
  readonly attempts: AttemptLimiter;
}

export function createAccessControl(access: Access, tools: AccessTools): AccessControl {
  const decide = deciders(access, tools);
  return (facts) => (isHealthCheck(facts) ? allowed : decide(facts));
}

const allowed: Decision = { kind: 'allow', user: null };

function deciders(access: Access, tools: AccessTools): AccessControl {
  switch (access.kind) {
    case 'loopback':
    case 'anonymous':
      return () => allowed;
    case 'token':
      return (facts) => decideByToken(access.token, facts, tools);
    case 'proxy': {
      const proxies = addressesOf(access.addresses);
      return (facts) => decideByProxy(access.header, proxies, facts);
    }
  }
}

function decideByToken(token: string, facts: RequestFacts, { now, attempts }: AccessTools): Decision {
  if (hasSession(facts.headers.cookie, token, now())) {
    return facts.query.has('token') && !isForPrograms(facts) ? signedIn(token, facts, now()) : allowed;
  }
  const given = givenToken(facts);
  if (given === null) return isForPrograms(facts) ? askForToken() : { kind: 'sign-in' };
  if (attempts.isBlocked(facts.remoteAddress)) {
    const headers = { 'retry-after': '60' };
    return refuse(
      problem('too-many-attempts', 'Too many wrong secrets from this address; wait a minute.', { headers }),
    );
  }
  if (!sameSecret(given.token, token)) {
    attempts.failed(facts.remoteAddress);
    return isForPrograms(facts) ? askForToken() : { kind: 'sign-in' };
  }
  return given.from === 'query' ? signedIn(token, facts, now()) : allowed;
}

/** In an address only for pages: what programs ask for ends up in logs. */
function givenToken(facts: RequestFacts): { readonly token: string; readonly from: 'header' | 'query' } | null {
  const bearer = /^Bearer (\S+)$/i.exec(facts.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer, from: 'header' };
  const query = isForPrograms(facts) ? null : facts.query.get('token');
  return query === null ? null : { token: query, from: 'query' };
}

function signedIn(token: string, facts: RequestFacts, nowMs: number): Decision {
  const query = new URLSearchParams(facts.query);
  query.delete('token');
  const path = facts.path.replace(/^\/+/, '/');
  const location = query.size === 0 ? path : `${path}?${query}`;
  return { kind: 'signed-in', location, cookie: sessionCookie(token, nowMs, { secure: isBehindTls(facts) }) };
}

/** What the browser used, as far as a proxy in front says so. A wrong word here only makes the cookie stricter. */
export function isBehindTls({ headers }: RequestFacts): boolean {
  return headers['x-forwarded-proto'] === 'https';
}

function askForToken(): Decision {
  const headers = { 'www-authenticate': 'Bearer realm="aks-ingress-health"' };
  return refuse(problem('not-signed-in', 'Send the access token: Authorization: Bearer <token>.', { headers }));
}

function decideByProxy(header: string, proxies: BlockList, facts: RequestFacts): Decision {
  const address = facts.remoteAddress;
  if (!proxies.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')) {
    return refuse(problem('forbidden', 'Come through the proxy that signs people in; direct connections are refused.'));
  }
  const user = facts.headers[header];
  if (typeof user === 'string' && user.trim() !== '') return { kind: 'allow', user: user.trim() };
  return refuse(problem('not-signed-in', `The proxy names nobody in the header ${header}.`));
}

function addressesOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function refuse(found: Problem): Decision {
  return { kind: 'refuse', problem: found };
}
