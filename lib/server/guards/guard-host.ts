import { isIP } from 'node:net';
import { isLoopbackAddress } from '../config/loopback-address.ts';
import { type Problem, problem } from '../http/problem.ts';
import { isHealthCheck, type RequestFacts } from './request-facts.ts';

export interface HostRules {
  /** Address the server listens on. */
  readonly host: string;
  /** Lower case. */
  readonly allowedHosts: readonly string[];
}

/**
 * Refuses requests for names that are not ours: a page of another site whose name was pointed at this address (DNS
 * rebinding) would otherwise read everything. A literal address cannot be pointed anywhere, so it is safe where others
 * may connect at all.
 */
export function guardHost(facts: RequestFacts, rules: HostRules): Problem | null {
  if (isHealthCheck(facts)) return null;
  const name = hostNameOf(facts.headers.host);
  if (name === null) return problem('bad-request', 'The Host header is missing or is no host name.');
  const isOwn = isLoopbackAddress(name) || name === rules.host.toLowerCase() || rules.allowedHosts.includes(name);
  const isLiteral = isIP(name.replace(/^\[|\]$/g, '')) !== 0 && !isLoopbackAddress(rules.host);
  if (isOwn || isLiteral) return null;
  return problem(
    'misdirected-request',
    `The request is for host "${name}". If that is a name of this server, start it with --allowed-host ${name}.`,
  );
}

/** Without the port, lower case; null: not a host. */
function hostNameOf(header: string | undefined): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.exec(header ?? '');
  return match?.[1]?.toLowerCase() ?? null;
}
