import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listArm } from './arm-list.ts';
import { createAzureCredential } from './azure-credential.ts';
import { signInFailure } from './sign-in-failure.ts';
import { loadBalancersPath } from './testing/arm-bodies.ts';
import { connectToFake } from './testing/connect-to-fake.ts';
import { armError } from './testing/fake-answer.ts';
import { type FakeArm, startFakeArm } from './testing/fake-arm-server.ts';
import { background, listLoadBalancersRead } from './testing/list-context.ts';

let arm: FakeArm;
beforeEach(async () => {
  arm = await startFakeArm();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await arm.close();
});

test('every way that was tried is named once, with what to do', () => {
  const errors = [
    new Error('EnvironmentCredential is unavailable. No underlying credential could be used.'),
    new Error('Azure CLI could not be found.\n  Please visit https://aka.ms/azure-cli'),
    new Error('Azure CLI could not be found.\n  Please visit https://aka.ms/azure-cli'),
  ];
  const { message } = signInFailure(Object.assign(new Error('chain failed'), { errors }));
  expect(message).toBe(
    'Cannot sign in to Azure: EnvironmentCredential is unavailable. No underlying credential could be used | Azure CLI ' +
      'could not be found. Please visit https://aka.ms/azure-cli. Run "az login" on a workstation. In a cluster use a ' +
      'workload identity: pod label azure.workload.identity/use: "true" and a service account annotated with ' +
      'azure.workload.identity/client-id.',
  );
});

test('a rejected federated credential points at the federation', () => {
  const { message } = signInFailure(new Error('AADSTS700213: No matching federated identity record found.'));
  expect(message).toContain('system:serviceaccount:<namespace>:<service account>');
});

test('a misspelt AZURE_TOKEN_CREDENTIALS is a message, not an exception', async () => {
  vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'WorkloadIdentity');
  expect(await createAzureCredential()).toMatchObject({
    ok: false,
    message: expect.stringMatching(/AZURE_TOKEN_CREDENTIALS = WorkloadIdentity\..*Correct or unset/),
  });
});

test('the cloud follows AZURE_AUTHORITY_HOST', async () => {
  vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'EnvironmentCredential');
  vi.stubEnv('AZURE_AUTHORITY_HOST', 'https://login.microsoftonline.us/');
  expect(await createAzureCredential()).toMatchObject({ ok: true, cloud: { name: 'AzureUSGovernment' } });
  vi.stubEnv('AZURE_AUTHORITY_HOST', '');
  expect(await createAzureCredential()).toMatchObject({ ok: true, cloud: { name: 'AzureCloud' } });
});

test('the real chain without anything to sign in with fails the read as a sign-in, and asks Azure nothing', async () => {
  vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'EnvironmentCredential');
  for (const name of ['AZURE_CLIENT_ID', 'AZURE_TENANT_ID', 'AZURE_CLIENT_SECRET']) vi.stubEnv(name, '');
  const credential = await createAzureCredential();
  if (!credential.ok) throw new Error(credential.message);
  const connection = connectToFake(arm.origin, { credential: credential.credential });
  expect(await listArm(background(connection), listLoadBalancersRead)).toMatchObject({
    state: 'failed',
    cause: 'sign-in',
    retriable: true,
    message: expect.stringMatching(
      /^Could not read load balancers.*Cannot sign in to Azure: Environment.*Run "az login"/,
    ),
  });
  expect(arm.requests).toEqual([]);
});

test('a claims challenge is answered with a new token, once', async () => {
  const claims = Buffer.from('{"access_token":{"nbf":{"essential":true}}}').toString('base64');
  const challenge = `Bearer error="insufficient_claims", claims="${claims}"`;
  const revoked = armError(401, 'TokenRevoked', 'Revoked.', { 'www-authenticate': challenge });
  arm.reply('GET', loadBalancersPath, revoked, { json: { value: [] } });
  const tokens = ['first', 'second'];
  const getToken = () => Promise.resolve({ token: tokens.shift() ?? 'none', expiresOnTimestamp: Date.UTC(2200, 0) });
  const connection = connectToFake(arm.origin, { credential: { getToken } });
  expect(await listArm(background(connection), listLoadBalancersRead)).toEqual({ state: 'listed', values: [] });
  expect(arm.requests.map((request) => request.headers.authorization)).toEqual(['Bearer first', 'Bearer second']);
});
