import type { Server } from 'node:http';
import type { SubscriptionUsage } from '../sources/azure/call-usage.ts';
import type { ServerConfig } from './config/config.ts';
import { closeStreams } from './events/open-streams.ts';
import { createHttpServer } from './http-server.ts';
import { listenOn } from './listen.ts';
import type { Log } from './log.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import type { Pages } from './pages.ts';
import { registerClusters, type ServedCluster } from './registry.ts';

export interface StartOptions {
  readonly config: ServerConfig;
  readonly dev: boolean;
  readonly pages: Pages;
  readonly clusters: readonly ServedCluster[];
  readonly armUsage: () => readonly SubscriptionUsage[];
  readonly log: Log;
}

export interface RunningServer {
  /** To open in a browser. */
  readonly url: string;
  /** Set when the usual port was taken. */
  readonly takenPort: number | null;
  /** Ends every stream, connection and reading. Safe to call again. */
  stop(): Promise<void>;
}

export type StartResult =
  | { readonly ok: true; readonly server: RunningServer }
  | { readonly ok: false; readonly message: string };

/** What a request that is under way gets to finish when the server stops. */
const graceMs = 700;

export async function startServer(options: StartOptions): Promise<StartResult> {
  const { config, dev, pages, clusters, log } = options;
  registerClusters(clusters);
  const metrics = serveMetrics(options.armUsage);
  const server = createHttpServer({ config, dev, handle: pages.handle, log, answered: metrics.answered });
  const listening = await listenOn(server, config);
  if (!listening.ok) return listening;
  const { port, isOther } = listening;
  let stopping: Promise<void> | null = null;
  return {
    ok: true,
    server: {
      url: urlOf(config.host, port),
      takenPort: isOther ? config.port : null,
      stop: () => (stopping ??= stopAll(server, options)),
    },
  };
}

/** Streams never end by themselves, so they are ended first; then whatever is left has a moment. */
async function stopAll(server: Server, { pages, clusters }: StartOptions): Promise<void> {
  const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
  closeStreams();
  // A connection that is kept alive goes idle only once its answer is sent.
  const patience = setInterval(() => server.closeIdleConnections(), 20);
  const impatience = setTimeout(() => server.closeAllConnections(), graceMs);
  await Promise.all([closed, ...clusters.map((cluster) => cluster.stop())]);
  clearInterval(patience);
  clearTimeout(impatience);
  await pages.close();
}

/** Addresses that mean every interface cannot be opened in a browser. */
function urlOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
