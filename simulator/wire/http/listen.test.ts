import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { listen } from './listen.ts';

it('closes with connections open, also one that never asked anything', async () => {
  const server = createServer((_request, response) => response.writeHead(200).flushHeaders());
  const { port, close } = await listen(server, 0);
  const silent = connect(port, '127.0.0.1');
  const streaming = connect(port, '127.0.0.1');
  const ended = [silent, streaming].map((socket) => once(socket, 'close'));
  await Promise.all([once(silent, 'connect'), once(streaming, 'connect'), once(server, 'connection')]);
  streaming.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  await once(streaming, 'data');
  await close();
  await Promise.all(ended);
  expect([silent.destroyed, streaming.destroyed]).toEqual([true, true]);
});
