import type { Server } from 'node:http';
import { createHttpServer, type HttpServerOptions } from '../http-server.ts';
import { listen } from './http-client.ts';

export interface LogLine {
  readonly level: string;
  readonly fields: object;
  readonly message: string;
}

export interface GuardedServer {
  readonly server: Server;
  readonly port: number;
  readonly lines: LogLine[];
}

/** A guarded server whose pages answer with what they were sent. */
export async function startGuardedServer(options: Partial<HttpServerOptions> = {}): Promise<GuardedServer> {
  const lines: LogLine[] = [];
  const at = (level: string) => (fields: object, message: string) => void lines.push({ level, fields, message });
  const server = createHttpServer({
    config: { host: '127.0.0.1', allowedHosts: [], access: { kind: 'loopback' } },
    dev: false,
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    handle: async (request, response) => void response.end(JSON.stringify({ url: request.url, seen: request.headers })),
    ...options,
  });
  return { server, port: await listen(server), lines };
}
