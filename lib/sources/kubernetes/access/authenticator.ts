import type { KubeConfig } from '@kubernetes/client-node';

/** Signs the requests of some kind of user, as the client library asks for it. */
export type Authenticator = Parameters<KubeConfig['addAuthenticator']>[0];

/** The request options that an authenticator completes. */
export type SignableOptions = Parameters<Authenticator['applyAuthentication']>[1];

export function setBearerToken(options: SignableOptions, token: string): void {
  options.headers = { ...options.headers, Authorization: `Bearer ${token}` };
}
