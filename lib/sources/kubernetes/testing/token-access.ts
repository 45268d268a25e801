import type { KubeAccess, KubeTls } from '../transport/kube-access.ts';
import { firstCertificate } from './test-certificates.ts';

export interface TokenAccess extends KubeAccess {
  /** What a fresh loading of the credentials gives. */
  token: string;
  tls: KubeTls;
  renewals: number;
}

/** Access with a token that a test can rotate; like real ones it is cached until it is refused. */
export function createTokenAccess(server: string, token = 'first'): TokenAccess {
  let cached: string | null = null;
  const access: TokenAccess = {
    server,
    proxyUrl: null,
    token,
    tls: { ca: firstCertificate.cert },
    renewals: 0,
    async credentials() {
      cached ??= access.token;
      const headers = { authorization: `Bearer ${cached}` };
      return { ok: true, body: { generation: access.renewals, headers, tls: access.tls, agent: null } };
    },
    renew() {
      access.renewals += 1;
      cached = null;
      return true;
    },
  };
  return access;
}
