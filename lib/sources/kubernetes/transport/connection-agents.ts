import http from 'node:http';
import https from 'node:https';
import { isDeepStrictEqual } from 'node:util';
import type { KubeTls } from './kube-access.ts';

export interface ConnectionAgents {
  /** The one keep-alive agent of the cluster, made anew when CA, certificate or key changed. */
  agentFor(tls: KubeTls): http.Agent;
  close(): void;
}

interface ProxySettings {
  readonly HTTP_PROXY?: string | undefined;
  readonly HTTPS_PROXY?: string | undefined;
  readonly http_proxy?: string | undefined;
  readonly https_proxy?: string | undefined;
  readonly NO_PROXY?: string | undefined;
  readonly no_proxy?: string | undefined;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** What the kubeconfig names wins over the environment; a server on this machine is never asked through a proxy. */
function proxyFor(server: string, proxyUrl: string | null, environment: ProxySettings): ProxySettings {
  if (proxyUrl !== null) return { HTTP_PROXY: proxyUrl, HTTPS_PROXY: proxyUrl };
  return LOOPBACK.test(new URL(server).hostname) ? {} : environment;
}

/** Keeps connections for reuse: every request over one agent, and none left on a certificate that is gone. */
export function createConnectionAgents(
  server: string,
  proxyUrl: string | null,
  environment: ProxySettings = process.env,
): ConnectionAgents {
  const shared = { keepAlive: true, proxyEnv: { ...proxyFor(server, proxyUrl, environment) } };
  let current: { readonly tls: KubeTls; readonly agent: http.Agent } | null = null;

  return {
    agentFor(tls) {
      if (current !== null && isDeepStrictEqual(current.tls, tls)) return current.agent;
      if (current !== null) retire(current.agent);
      const agent = server.startsWith('https:') ? new https.Agent({ ...shared, ...tls }) : new http.Agent(shared);
      current = { tls, agent };
      return agent;
    },
    close() {
      current?.agent.destroy();
      current = null;
    },
  };
}

/** Lets running requests end on their connections, and keeps none of these for later. */
function retire(agent: http.Agent): void {
  agent.on('free', (socket) => socket.destroy());
  for (const sockets of Object.values(agent.freeSockets)) {
    for (const socket of sockets ?? []) socket.destroy();
  }
}
