import type { ServerResponse } from 'node:http';
import type { Server, Socket } from 'node:net';

/** Breaks TLS connections by a TCP reset, which a TLS socket cannot do itself. */
export function trackRawConnections(server: Server): (response: ServerResponse) => void {
  const byRemotePort = new Map<number, Socket>();
  server.on('connection', (socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    byRemotePort.set(remotePort, socket);
    socket.on('close', () => byRemotePort.delete(remotePort));
  });
  return (response) => {
    const remotePort = response.socket?.remotePort;
    const raw = remotePort === undefined ? undefined : byRemotePort.get(remotePort);
    raw?.resetAndDestroy();
  };
}
