import type { AccessToken, GetTokenOptions } from '@azure/core-auth';
import { expect, test } from 'vitest';
import { createFakeClock } from './testing/fake-clock.ts';
import { createTokenSource } from './token-source.ts';

const SCOPE = 'https://management.azure.com/.default';

function setUp(lifetimeMs = 3_600_000) {
  const clock = createFakeClock();
  const asked: GetTokenOptions[] = [];
  const state = { failing: false };
  const source = createTokenSource(
    {
      getToken(_scopes, options = {}): Promise<AccessToken> {
        asked.push(options);
        if (state.failing) return Promise.reject(new Error(`az is broken (${asked.length})`));
        return Promise.resolve({ token: `token-${asked.length}`, expiresOnTimestamp: clock.now() + lifetimeMs });
      },
    },
    clock,
  );
  const token = async (options?: GetTokenOptions) => (await source.getToken(SCOPE, options))?.token;
  return { clock, asked, state, source, token };
}

test('a token is asked for once, by however many callers at the same time', async () => {
  const { asked, token } = setUp();
  expect(await Promise.all([token(), token(), token()])).toEqual(['token-1', 'token-1', 'token-1']);
  expect(await token()).toBe('token-1');
  expect(asked).toHaveLength(1);
});

test('a token is renewed five minutes before it ends', async () => {
  const { clock, token } = setUp();
  await token();
  clock.advance(3_600_000 - 300_001);
  expect(await token()).toBe('token-1');
  clock.advance(1);
  expect(await token()).toBe('token-2');
});

test('a token that cannot be renewed is used to its end', async () => {
  const { clock, state, token } = setUp();
  await token();
  state.failing = true;
  clock.advance(3_600_000 - 200_000);
  expect(await token()).toBe('token-1');
  clock.advance(200_000);
  await expect(token()).rejects.toThrow('Cannot sign in to Azure: az is broken');
});

test('after a failure nobody is asked for half a minute', async () => {
  const { clock, asked, state, token } = setUp();
  state.failing = true;
  await expect(token()).rejects.toMatchObject({
    name: 'SignInFailure',
    message: expect.stringContaining('az is broken (1)'),
  });
  clock.advance(29_999);
  await expect(token()).rejects.toThrow('az is broken (1)');
  expect(asked).toHaveLength(1);
  state.failing = false;
  clock.advance(1);
  expect(await token()).toBe('token-2');
});

test('a claims challenge gets a new token', async () => {
  const { asked, token } = setUp();
  await token();
  expect(await token({ claims: '{"access_token":{}}' })).toBe('token-2');
  expect(asked[1]).toMatchObject({ claims: '{"access_token":{}}' });
});

test('one caller that gives up does not fail the others', async () => {
  const { asked, token } = setUp();
  expect(await token({ abortSignal: AbortSignal.abort() })).toBe('token-1');
  expect(asked[0]).not.toHaveProperty('abortSignal');
});

test('other scopes have other tokens', async () => {
  const { source, token } = setUp();
  await token();
  expect(await source.getToken('other/.default')).toMatchObject({ token: 'token-2' });
});
