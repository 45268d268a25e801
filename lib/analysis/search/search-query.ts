import { normalHost } from '../hosts/host-names.ts';

/** What somebody typed or pasted, read. */
export interface SearchQuery {
  /** Lower case: a name, an address or a part of one; of a pasted address its host. */
  readonly text: string;
  /** `shop/web` may mean an object of a namespace. Null: no slash was there, or it was an address with a path. */
  readonly qualified: { readonly namespace: string; readonly name: string } | null;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//;
const WITH_PORT = /^([^:]+):\d{1,5}$/;
const IN_BRACKETS = /^\[([0-9a-f:.]+)\](:\d+)?$/;

/** Takes the host of a pasted URL; `host:port`, `[::1]:80` and `user@host` included. */
export function searchQuery(typed: string): SearchQuery {
  const lower = typed.trim().toLowerCase();
  if (SCHEME.test(lower)) return { text: hostOf(lower.replace(SCHEME, '')), qualified: null };
  const [before = '', after = '', ...more] = lower.split('/');
  if (!lower.includes('/')) return { text: hostOf(lower), qualified: null };
  // Namespaces have no dot, hosts do.
  if (before.includes('.') || more.length > 0) return { text: hostOf(before), qualified: null };
  return { text: lower, qualified: { namespace: before, name: after } };
}

function hostOf(address: string): string {
  const [authority = ''] = address.split(/[/?#]/);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  const bare = IN_BRACKETS.exec(host)?.[1] ?? WITH_PORT.exec(host)?.[1] ?? host;
  return normalHost(bare);
}
