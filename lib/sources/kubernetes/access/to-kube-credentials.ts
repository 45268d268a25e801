import type { OutgoingHttpHeaders } from 'node:http';
import type { RequestOptions } from 'node:https';
import type { KubeCredentials, KubeTls } from '../transport/kube-access.ts';
import type { ChosenContext } from './open-kube-access.ts';

/** Picks what signs a request from the options that the client library has filled in. */
export function toKubeCredentials(options: RequestOptions, chosen: ChosenContext, generation: number): KubeCredentials {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    // A token file often ends with a newline, which no header may hold.
    headers[name.toLowerCase()] = typeof value === 'string' ? value.trim() : value;
  }
  if (options.auth) headers.authorization = `Basic ${Buffer.from(options.auth).toString('base64')}`;
  const { groups, uid } = chosen.user.impersonate;
  if (groups.length > 0) headers['impersonate-group'] = [...groups];
  if (uid !== null) headers['impersonate-uid'] = uid;
  const throughSocks = chosen.cluster.proxyUrl?.startsWith('socks') ?? false;
  const agent = throughSocks && typeof options.agent === 'object' ? options.agent : null;
  return { generation, headers, tls: tlsOf(options), agent };
}

function tlsOf({ ca, cert, key, passphrase, servername, rejectUnauthorized }: RequestOptions): KubeTls {
  return {
    ...ofMaterial('ca', ca),
    ...ofMaterial('cert', cert),
    ...ofMaterial('key', key),
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(servername === undefined ? {} : { servername }),
    ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
  };
}

function ofMaterial(name: 'ca' | 'cert' | 'key', value: unknown): Partial<KubeTls> {
  return typeof value === 'string' || Buffer.isBuffer(value) ? { [name]: value } : {};
}
