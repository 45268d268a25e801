import type { Agent, OutgoingHttpHeaders } from 'node:http';
import type { KubeAnswer } from './kube-failure.ts';

/** The TLS side of credentials; compared by value to notice a rotated certificate. */
export interface KubeTls {
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  readonly passphrase?: string;
  readonly servername?: string;
  readonly rejectUnauthorized?: boolean;
}

export interface KubeCredentials {
  /** Which loading of the kubeconfig they come from. */
  readonly generation: number;
  readonly headers: OutgoingHttpHeaders;
  readonly tls: KubeTls;
  /** Connects through a SOCKS proxy; null: our own agent does. */
  readonly agent: Agent | null;
}

/** Where the API server of one cluster is and how to sign in to it. */
export interface KubeAccess {
  /** Base URL without trailing slash; may have a path. */
  readonly server: string;
  /** HTTP proxy named by the kubeconfig; null: what the environment says. */
  readonly proxyUrl: string | null;
  /** Asked before every request: tokens and files rotate. Never rejects. */
  credentials(): Promise<KubeAnswer<KubeCredentials>>;
  /** After a 401: forgets what is cached, so that the next `credentials()` are fresh. False: they would be the same. */
  renew(refused: KubeCredentials): boolean;
}
