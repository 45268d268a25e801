import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNamespace } from '../../kernel/create-world.ts';
import { smallCluster } from '../../testing/small-cluster.ts';
import { newApiContext } from './api-context.ts';
import { readRequest } from './api-request.ts';
import { streamWatch } from './watch-stream.ts';

function openWatch(query: string) {
  const world = smallCluster([]);
  const request = readRequest({
    method: 'GET',
    path: '/api/v1/namespaces',
    query: new URLSearchParams(`watch=true&resourceVersion=${world.store.revision}&${query}`),
    accept: 'application/json',
    contentType: 'application/json',
    body: '',
  });
  if (request === null) throw new Error('this is a request for a resource');
  // No socket takes what is written, as when a client does not read: the answer ends, its connection stays.
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const errors: Error[] = [];
  response.on('error', (error) => errors.push(error));
  const written = vi.spyOn(response, 'write');
  streamWatch(newApiContext(world, 'token'), request, () => true, response);
  return { world, response, written, errors };
}

describe('a watch whose client is slow', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearTimeout', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  it('tells of changes until its time is over, and of none afterwards', async () => {
    const { world, response, written, errors } = openWatch('timeoutSeconds=5');
    createNamespace(world, 'before');
    const told = written.mock.calls.length;
    expect(told).toBe(1);
    vi.advanceTimersByTime(5_000);
    expect(response.writableEnded).toBe(true);
    createNamespace(world, 'after');
    await new Promise(setImmediate);
    expect(errors).toEqual([]);
    expect(written).toHaveBeenCalledTimes(told);
  });

  it('is let go of once, and hears nothing of what happens before its connection is closed', async () => {
    const { world, response, written, errors } = openWatch('timeoutSeconds=60');
    vi.spyOn(response, 'writableLength', 'get').mockReturnValue(100 * 1024 * 1024);
    createNamespace(world, 'too-much');
    expect(response.destroyed).toBe(true);
    createNamespace(world, 'after');
    await new Promise(setImmediate);
    expect(errors).toEqual([]);
    expect(written).toHaveBeenCalledTimes(1);
  });
});
