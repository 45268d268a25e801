import { once } from 'node:events';
import type { Server } from 'node:http';

export interface ListenRequest {
  readonly host: string;
  readonly port: number;
  /** No other port will do. */
  readonly portIsGiven: boolean;
}

export type Listening =
  | { readonly ok: true; readonly port: number /** The wanted one was taken. */; readonly isOther: boolean }
  | { readonly ok: false; readonly message: string };

/** Listens where wanted, or on a free port when the usual one is taken and none was asked for. */
export async function listenOn(server: Server, { host, port, portIsGiven }: ListenRequest): Promise<Listening> {
  const error = await tryListening(server, host, port);
  if (error === null) return { ok: true, port: portOf(server), isOther: false };
  if (error.code !== 'EADDRINUSE' || portIsGiven) return { ok: false, message: explain(error, host, port) };
  const other = await tryListening(server, host, 0);
  if (other !== null) return { ok: false, message: explain(other, host, 0) };
  return { ok: true, port: portOf(server), isOther: true };
}

async function tryListening(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | null> {
  const listening = once(server, 'listening');
  server.listen(port, host);
  try {
    await listening;
    return null;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}

function explain({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `--port: port ${port} of ${host} is taken; stop what listens there, or choose another port.`;
    case 'EACCES':
      return `--port: this user may not listen on port ${port}; choose one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `--host: ${host} is no address of this machine.`;
    default:
      return `Cannot listen on ${host} port ${port}: ${message}`;
  }
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}
