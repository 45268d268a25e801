import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AzureFailed } from '../../sources/azure/azure-result.ts';
import { type AzureReaderWorld, createAzureReaderWorld, secondsAfterStart } from '../testing/azure-reader-world.ts';
import { GROUP, testBalancer, testFrontend } from '../testing/snapshot-objects.ts';

let world: AzureReaderWorld;

beforeEach(() => {
  world = createAzureReaderWorld();
});

afterEach(() => world.stop());

const noServer: AzureFailed = {
  state: 'failed',
  cause: 'server',
  message: 'ARM is ill',
  retriable: true,
  retryAfterSeconds: null,
};

describe('pace', () => {
  it('reads load balancers every 30 s, the rest every 5 or 10 minutes, machines not at all', async () => {
    world.start();
    await world.pass(599);
    expect(world.port.counts()).toEqual({
      loadBalancers: 20,
      managedCluster: 2,
      networkSecurityGroups: 2,
      publicIPAddresses: 2,
      scaleSets: 1,
    });
  });

  it('settles when each list was tried once', async () => {
    world.port.fail('networkSecurityGroups', noServer);
    const settled = vi.fn();
    const settling = world.start().settled.then(settled);
    await world.pass(0);
    expect(settled).not.toHaveBeenCalled();
    await world.pass(1);
    await settling;
  });

  it('asks for public IPs again soon when a frontend refers to another one', async () => {
    world.start();
    await world.pass(20);
    const frontend = testFrontend('new', `${GROUP}/publicIPAddresses/new`);
    world.port.answer('loadBalancers', [testBalancer('kubernetes', { frontends: [frontend] })]);
    await world.pass(20);
    expect(world.port.asked.filter(({ kind }) => kind === 'publicIPAddresses')).toEqual([
      { kind: 'publicIPAddresses', referencedIds: [] },
      { kind: 'publicIPAddresses', referencedIds: [`${GROUP}/publicIPAddresses/new`] },
    ]);
  });

  it('asks less and less often while a read fails', async () => {
    world.port.fail('loadBalancers', noServer);
    world.start();
    await world.pass(110);
    expect(world.port.counts().loadBalancers).toBe(4);
  });

  it('leaves Azure alone for as long as it asks', async () => {
    world.port.fail('loadBalancers', { state: 'throttled', retryAfterSeconds: 100, message: 'slow down' });
    world.start();
    await world.pass(99);
    expect(world.port.counts().loadBalancers).toBe(1);
    await world.pass(3);
    expect(world.port.counts().loadBalancers).toBe(2);
  });

  it('stops asking when stopped', async () => {
    world.start();
    await world.pass(1);
    world.stop();
    const asked = world.port.asked.length;
    await world.pass(60);
    expect(world.port.asked).toHaveLength(asked);
    expect(world.clock.waiting()).toEqual([]);
  });
});

describe('what is kept', () => {
  it('tells nothing when the same is read again', async () => {
    world.port.answerWith('loadBalancers', async () => ({
      state: 'ok',
      items: [testBalancer('kubernetes')],
      observedAt: '',
    }));
    world.start();
    await world.pass(1);
    const before = world.store.part().loadBalancers;
    world.log.take();
    await world.pass(60);
    expect(world.store.part().loadBalancers).toBe(before);
    expect(world.log.take()).toEqual([]);
  });

  it('keeps what it had while reading fails, with its age and the reason', async () => {
    world.port.answer('loadBalancers', [testBalancer('kubernetes')]);
    world.start();
    await world.pass(1);
    world.port.fail('loadBalancers', noServer);
    await world.pass(60);
    expect(world.store.part().loadBalancers).toHaveLength(1);
    expect(world.statusOf('loadBalancers')).toMatchObject({
      state: 'stale',
      error: 'ARM is ill',
      observedAt: secondsAfterStart(0),
    });
  });

  it('names the permission that is missing', async () => {
    const action = 'Microsoft.Network/loadBalancers/read';
    world.port.fail('loadBalancers', { state: 'denied', action, scope: GROUP, principalId: null, message: 'no' });
    world.start();
    await world.pass(200);
    expect(world.statusOf('loadBalancers')).toMatchObject({
      state: 'denied',
      denied: { verb: action, resource: GROUP },
    });
    expect(world.port.counts().loadBalancers).toBe(1);
  });

  it('keeps the earlier copy of an object that could not be read, and lets go of one that Azure says is gone', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => testBalancer(name));
    if (!a || !b || !c) throw new Error('unreachable');
    world.port.answer('loadBalancers', [a, b, c]);
    world.start();
    await world.pass(1);
    const problem = { object: '', denied: null };
    world.port.answerWith('loadBalancers', async () => ({
      state: 'partial',
      items: [a],
      problems: [
        { ...problem, id: b.id.toLowerCase(), cause: 'malformed', message: 'b is garbage.' },
        { ...problem, id: c.id.toLowerCase(), cause: 'not-found', message: 'c is gone.' },
      ],
      observedAt: secondsAfterStart(30),
    }));
    await world.pass(30);
    expect(world.store.part().loadBalancers).toEqual([a, b]);
    expect(world.statusOf('loadBalancers')).toMatchObject({ state: 'partial', error: 'b is garbage. c is gone.' });
  });

  it('gives up on a read that never ends, says so, and reads again', async () => {
    world.port.answerWith('loadBalancers', () => new Promise(() => undefined));
    world.start();
    await world.pass(181);
    expect(world.statusOf('loadBalancers')).toMatchObject({
      state: 'stale',
      error: 'Reading loadBalancers took longer than 180 s.',
    });
    world.port.answer('loadBalancers', [testBalancer('kubernetes')]);
    await world.pass(20);
    expect(world.statusOf('loadBalancers')).toMatchObject({ state: 'live' });
  });

  it('goes on after a port that throws', async () => {
    world.port.answerWith('loadBalancers', () => {
      throw new Error('bug');
    });
    world.start();
    await world.pass(1);
    expect(world.statusOf('loadBalancers')).toMatchObject({ state: 'stale', error: expect.stringContaining('bug') });
  });
});
