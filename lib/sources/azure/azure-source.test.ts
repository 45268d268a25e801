import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  groupPath,
  ipConfigurationId,
  loadBalancerBody,
  loadBalancersPath,
  networkPath,
  nicPoolBody,
  scaleSetId,
} from './testing/arm-bodies.ts';
import { connectToFake, fakeSource } from './testing/connect-to-fake.ts';
import { armError } from './testing/fake-answer.ts';
import { type FakeArm, startFakeArm } from './testing/fake-arm-server.ts';

let arm: FakeArm;
beforeEach(async () => {
  arm = await startFakeArm();
});
afterEach(() => arm.close());

const source = () => fakeSource(connectToFake(arm.origin));
const loadBalancers = (...value: readonly unknown[]) => {
  arm.reply('GET', loadBalancersPath, { json: { value } });
  return source().refresh({ kind: 'loadBalancers' });
};

describe('load balancers', () => {
  test('of any name are read', async () => {
    const result = await loadBalancers(
      ...['kubernetes', 'kubernetes-internal', 'lb1'].map((name) => loadBalancerBody(name)),
    );
    expect(result).toMatchObject({
      state: 'ok',
      items: [{ name: 'kubernetes' }, { name: 'kubernetes-internal' }, { name: 'lb1' }],
    });
    expect(result).toHaveProperty('observedAt', '2026-11-21T03:12:00.000Z');
  });

  test('keep ids in the case Azure wrote them, and members whose machine is gone', async () => {
    const id = `${loadBalancersPath}/kubernetes`;
    const ghost = ipConfigurationId(7).toUpperCase();
    const pool = nicPoolBody(id.toUpperCase(), 'kubernetes', [ipConfigurationId(0), ghost]);
    expect(await loadBalancers(loadBalancerBody('kubernetes', { backendAddressPools: [pool] }))).toMatchObject({
      state: 'ok',
      items: [
        {
          pools: [
            { id: `${id.toUpperCase()}/backendAddressPools/kubernetes`, members: [{}, { ipConfigurationId: ghost }] },
          ],
        },
      ],
    });
  });

  test('with a pool of node addresses', async () => {
    const member = {
      name: 'aks-apps-22222222-vmss000000',
      properties: { ipAddress: '10.224.0.4', adminState: 'None' },
    };
    const pool = { id: `${loadBalancersPath}/kubernetes/backendAddressPools/kubernetes`, name: 'kubernetes' };
    const body = loadBalancerBody('kubernetes', {
      backendAddressPools: [{ ...pool, properties: { loadBalancerBackendAddresses: [member] } }],
    });
    expect(await loadBalancers(body)).toMatchObject({
      items: [
        { pools: [{ members: [{ kind: 'ip', ipAddress: '10.224.0.4', name: 'aks-apps-22222222-vmss000000' }] }] },
      ],
    });
  });

  test('with an internal frontend', async () => {
    const id = `${loadBalancersPath}/kubernetes-internal/frontendIPConfigurations/f`;
    const subnet = { id: `${networkPath}/virtualNetworks/vnet/subnets/nodes` };
    const frontend = {
      id,
      name: 'f',
      properties: { privateIPAddress: '10.224.0.100', privateIPAddressVersion: 'IPv4', subnet },
    };
    expect(
      await loadBalancers(loadBalancerBody('kubernetes-internal', { frontendIPConfigurations: [frontend] })),
    ).toMatchObject({
      items: [{ frontends: [{ privateIPAddress: '10.224.0.100', publicIPAddressId: null, subnetId: subnet.id }] }],
    });
  });

  test('that are malformed are named; the others are kept', async () => {
    const broken = loadBalancerBody('lb1', {
      loadBalancingRules: [{ id: '/rule', name: 'r', properties: { protocol: 'Tcp', frontendPort: 'eighty' } }],
    });
    expect(await loadBalancers(loadBalancerBody('kubernetes'), broken, { name: 'shell' })).toMatchObject({
      state: 'partial',
      items: [{ name: 'kubernetes' }],
      problems: [
        {
          object: 'lb1',
          id: `${loadBalancersPath}/lb1`.toLowerCase(),
          cause: 'malformed',
          message: expect.stringMatching(/^LoadBalancer lb1 was left out: .*loadBalancingRules\/0.*frontendPort/),
        },
        {
          object: 'load balancer 3 of the list',
          id: null,
          message: expect.stringContaining('no id, name and properties'),
        },
      ],
    });
  });

  test('without properties are no empty load balancers', async () => {
    const { properties: _dropped, ...shell } = loadBalancerBody('kubernetes');
    expect(await loadBalancers(shell)).toMatchObject({
      state: 'partial',
      items: [],
      problems: [{ cause: 'malformed' }],
    });
  });

  test('that two pages repeat count once', async () => {
    expect(await loadBalancers(loadBalancerBody('kubernetes'), loadBalancerBody('kubernetes'))).toMatchObject({
      items: [{ name: 'kubernetes' }],
    });
  });
});

test('an API version that the cloud does not know falls back, and is not tried again', async () => {
  const asked: (string | null)[] = [];
  const script = (request: { readonly query: URLSearchParams }) => {
    const version = request.query.get('api-version');
    asked.push(version);
    return version === '2022-07-01'
      ? { json: { value: [] } }
      : armError(
          400,
          'NoRegisteredProviderFound',
          "No registered resource provider found for location 'x' and API version.",
        );
  };
  arm.reply('GET', loadBalancersPath, script);
  const azure = source();
  expect(await azure.refresh({ kind: 'loadBalancers' })).toMatchObject({ state: 'ok' });
  expect(await azure.refresh({ kind: 'loadBalancers' })).toMatchObject({ state: 'ok' });
  expect(asked).toEqual(['2025-05-01', '2024-05-01', '2022-07-01', '2022-07-01']);
});

test('an API version refused in every form is a failure', async () => {
  arm.reply('GET', loadBalancersPath, armError(400, 'InvalidApiVersionParameter', 'Unknown.'));
  expect(await source().refresh({ kind: 'loadBalancers' })).toMatchObject({
    state: 'failed',
    cause: 'rejected',
    message: expect.stringContaining('InvalidApiVersionParameter'),
  });
  expect(arm.requests.at(-1)?.query.get('api-version')).toBe('2022-07-01');
});

test('security groups and scale sets of the node resource group are read', async () => {
  const rule = {
    name: 'r',
    properties: {
      access: 'Allow',
      direction: 'Inbound',
      priority: 500,
      protocol: 'Tcp',
      destinationPortRange: '80',
      destinationAddressPrefix: '*',
      sourceAddressPrefix: 'Internet',
      sourcePortRange: '*',
    },
  };
  const group = { id: `${networkPath}/networkSecurityGroups/nsg`, name: 'nsg', properties: { securityRules: [rule] } };
  arm.reply('GET', `${networkPath}/networkSecurityGroups`, { json: { value: [group] } });
  const profile = { priority: 'Spot', evictionPolicy: 'Delete' };
  const scaleSet = {
    id: scaleSetId,
    name: 'aks-apps-22222222-vmss',
    sku: { capacity: 2 },
    properties: { virtualMachineProfile: profile },
  };
  arm.reply('GET', `${groupPath}/providers/Microsoft.Compute/virtualMachineScaleSets`, { json: { value: [scaleSet] } });
  expect(await source().refresh({ kind: 'networkSecurityGroups' })).toMatchObject({
    state: 'ok',
    items: [{ name: 'nsg', rules: [{ priority: 500 }] }],
  });
  expect(await source().refresh({ kind: 'scaleSets' })).toMatchObject({
    state: 'ok',
    items: [{ priority: 'Spot', capacity: 2 }],
  });
});
