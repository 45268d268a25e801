import http from 'node:http';
import https from 'node:https';
import { isDeepStrictEqual } from 'node:util';
import type { KubeTls } from './kube-access.ts';

export interface ConnectionAgents {
  /** The one keep-alive agent of the cluster, made anew when CA, certificate or key changed. */
  agentFor(tls: KubeTls): http.Agent;
  close(): void;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * What the kubeconfig names wins over the environment; a server on this machine is never asked through a proxy of
 * the environment.
 */
function proxyOptions(server: string, proxyUrl: string | null): Pick<http.AgentOptions, 'proxyEnv'> {
  if (proxyUrl !== null) {
    const named = { HTTP_PROXY: proxyUrl, HTTPS_PROXY: proxyUrl, http_proxy: proxyUrl, https_proxy: proxyUrl };
    return { proxyEnv: { ...process.env, ...named, NO_PROXY: '', no_proxy: '' } };
  }
  return LOOPBACK.test(new URL(server).hostname) ? {} : { proxyEnv: process.env };
}

/** Keeps connections for reuse: every request over one agent, and none left on a certificate that is gone. */
export function createConnectionAgents(server: string, proxyUrl: string | null): ConnectionAgents {
  const shared = { keepAlive: true, ...proxyOptions(server, proxyUrl) };
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
