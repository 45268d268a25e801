import { readFileSync } from 'node:fs';
import type { Access } from './config.ts';
import { isLoopbackAddress } from './loopback-address.ts';
import type { ReadSettings } from './read-settings.ts';
import { secret } from './setting-schemas.ts';

export type Resolved<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Who may come in. Not ok: the settings contradict each other, or others can connect and nothing says who may. */
export function resolveAccess(settings: ReadSettings, host: string): Resolved<Access> {
  const chosen = [anonymousAccess(settings), tokenAccess(settings), proxyAccess(settings)].filter(
    (access) => access !== null,
  );
  const [first, second] = chosen;
  if (second !== undefined) return refuse(`choose one of ${waysIn(settings)}: several are set`);
  if (first !== undefined) return first;
  if (isLoopbackAddress(host)) return { ok: true, value: { kind: 'loopback' } };
  return refuse(
    `${settings.nameOf('host')}: other machines can connect to ${host}, so say who may look. Set ${waysIn(settings)}`,
  );
}

function waysIn({ nameOf }: ReadSettings): string {
  const token = `${nameOf('accessToken')} or ${nameOf('accessTokenFile')} (a shared secret)`;
  const proxy = `${nameOf('trustedProxyHeader')} with ${nameOf('trustedProxyAddresses')} (a proxy that signs people in)`;
  return `${token}, ${proxy}, or ${nameOf('allowAnonymous')} (everybody)`;
}

type Choice = Resolved<Access> | null;

function anonymousAccess({ values }: ReadSettings): Choice {
  return values.allowAnonymous === true ? { ok: true, value: { kind: 'anonymous' } } : null;
}

function tokenAccess({ values, nameOf }: ReadSettings): Choice {
  const { accessToken, accessTokenFile } = values;
  if (accessToken !== undefined) return { ok: true, value: { kind: 'token', token: accessToken } };
  if (accessTokenFile === undefined) return null;
  const name = nameOf('accessTokenFile');
  let content: string;
  try {
    content = readFileSync(accessTokenFile, 'utf8');
  } catch (error) {
    return refuse(`${name}: cannot read ${accessTokenFile}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const token = secret.safeParse(content);
  if (token.success) return { ok: true, value: { kind: 'token', token: token.data } };
  return refuse(`${name}: the secret in ${accessTokenFile} ${token.error.issues[0]?.message}`);
}

function proxyAccess({ values, nameOf }: ReadSettings): Choice {
  const { trustedProxyHeader: header, trustedProxyAddresses: addresses } = values;
  if (header === undefined && addresses === undefined) return null;
  if (header === undefined) {
    return refuse(`${nameOf('trustedProxyAddresses')}: also name the header, with ${nameOf('trustedProxyHeader')}`);
  }
  if (addresses === undefined || addresses.length === 0) {
    const why = 'otherwise anybody could send that header';
    return refuse(
      `${nameOf('trustedProxyHeader')}: also name the proxy's address, with ${nameOf('trustedProxyAddresses')}; ${why}`,
    );
  }
  return { ok: true, value: { kind: 'proxy', header: header.toLowerCase(), addresses } };
}

function refuse(problem: string): { readonly ok: false; readonly problems: readonly string[] } {
  return { ok: false, problems: [problem] };
}
