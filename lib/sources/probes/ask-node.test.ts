import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { askAddress, askNode } from './ask-node.ts';

const open: { close(): unknown; closeAllConnections?: () => void }[] = [];

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections?.();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<number> {
  const server: Server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const never = new AbortController().signal;
const ask = (port: number, signal = never, timeoutMs?: number) =>
  askAddress({ address: '127.0.0.1', port }, signal, timeoutMs);

describe('asking a node', () => {
  it('asks for /healthz and takes what kube-proxy says of its endpoints', async () => {
    const seen: unknown[] = [];
    const port = await serve((incoming, response) => {
      seen.push(incoming.method, incoming.url);
      response.end('{"service":{"namespace":"shop","name":"web"},"localEndpoints":2,"serviceProxyHealthy":true}');
    });
    expect(await ask(port)).toEqual({ result: '200', localEndpoints: 2, serviceProxyHealthy: true });
    expect(seen).toEqual(['GET', '/healthz']);
  });

  it('takes 503 with its body, and one of a future kube-proxy, or no JSON, without', async () => {
    const bodies = ['{"localEndpoints":0,"serviceProxyHealthy":false}', '{"localEndpoints":"many"}', '<html>', ''];
    const port = await serve((_incoming, response) => {
      response.statusCode = 503;
      response.end(bodies.shift());
    });
    const nothing = { result: '503', localEndpoints: null, serviceProxyHealthy: null };
    expect(await ask(port)).toEqual({ result: '503', localEndpoints: 0, serviceProxyHealthy: false });
    expect([await ask(port), await ask(port), await ask(port)]).toEqual([nothing, nothing, nothing]);
  });

  it('follows no redirect', async () => {
    const follow = vi.fn();
    const elsewhere = await serve((_incoming, response) => {
      follow();
      response.end();
    });
    const port = await serve((_incoming, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${elsewhere}/` }).end();
    });
    expect((await ask(port))?.result).toBe('other');
    expect(follow).not.toHaveBeenCalled();
  });

  it('reads no endless body', async () => {
    const port = await serve((_incoming, response) => {
      const more = () => response.write('x'.repeat(8192));
      response.on('drain', more);
      for (let part = 0; part < 10; part++) more();
    });
    expect((await ask(port))?.result).toBe('200');
  });

  it('tells a refusal, a silence and something that is no HTTP apart', async () => {
    const port = await serve(() => undefined);
    expect((await ask(port, never, 50))?.result).toBe('timeout');
    const closed = await serve(() => undefined);
    open.pop()?.close();
    expect((await ask(closed))?.result).toBe('refused');
    const noise = createTcpServer((socket) => socket.end('SSH-2.0-x\r\n'));
    open.push(noise);
    await new Promise<void>((resolve) => noise.listen(0, '127.0.0.1', resolve));
    const address = noise.address();
    expect((await ask(typeof address === 'object' && address !== null ? address.port : 0))?.result).toBe('other');
  });

  it('can be called off, which is no answer of the node', async () => {
    const port = await serve(() => undefined);
    const calledOff = new AbortController();
    const answer = ask(port, calledOff.signal);
    calledOff.abort();
    expect(await answer).toBeNull();
  });

  it.each(['127.0.0.1', '169.254.169.254', '168.63.129.16', 'localhost'])('never asks %s', async (address) => {
    const contacted = vi.fn();
    const port = await serve(contacted);
    expect(await askNode({ node: 'odd', address, port }, never)).toBeNull();
    expect(contacted).not.toHaveBeenCalled();
  });
});
