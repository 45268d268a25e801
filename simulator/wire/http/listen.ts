import type { Server } from 'node:http';
import type { Server as TlsServer } from 'node:https';

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/** Opens a server on the loopback address, and only there. */
export async function listen(server: Server | TlsServer, port: number): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('the simulator listens on a port, not on a path');
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: address.port, close };
}
