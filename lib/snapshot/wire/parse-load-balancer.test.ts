import { describe, expect, test } from 'vitest';
import { parseLoadBalancer } from './parse-load-balancer.ts';

const LB = '/subscriptions/s/resourceGroups/MC_rg/providers/Microsoft.Network/loadBalancers/kubernetes';
const POOL = `${LB}/backendAddressPools/kubernetes`;
const NIC_0 = '/subscriptions/s/resourceGroups/MC_rg/providers/x/networkInterfaces/n0/ipConfigurations/ipconfig1';
const NIC_1 = '/subscriptions/s/resourceGroups/MC_rg/providers/x/networkInterfaces/n1/ipConfigurations/ipconfig1';

const RULE = {
  protocol: 'Tcp',
  frontendPort: 80,
  backendPort: 80,
  backendAddressPool: { id: POOL.toLowerCase() },
  backendAddressPools: [{ id: POOL }],
  probe: { id: `${LB}/probes/p` },
  frontendIPConfiguration: { id: `${LB}/frontendIPConfigurations/f` },
  enableFloatingIP: true,
};

function restBody(properties: object) {
  return { id: LB, name: 'kubernetes', sku: { name: 'Standard' }, properties };
}

function loadBalancerOf(raw: unknown) {
  const parsed = parseLoadBalancer(raw);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  return parsed.value;
}

describe('parseLoadBalancer', () => {
  test('reads a REST body and what az prints of it alike', () => {
    const rest = restBody({
      loadBalancingRules: [{ id: `${LB}/loadBalancingRules/r`, name: 'r', properties: RULE }],
      probes: [{ id: `${LB}/probes/p`, name: 'p', properties: { protocol: 'Tcp', port: 32746, probeThreshold: 2 } }],
    });
    const flat = {
      id: LB,
      name: 'kubernetes',
      sku: { name: 'Standard' },
      loadBalancingRules: [{ id: `${LB}/loadBalancingRules/r`, name: 'r', ...RULE, frontendPort: '80' }],
      probes: [{ id: `${LB}/probes/p`, name: 'p', protocol: 'Tcp', port: '32746', probeThreshold: 2 }],
    };
    expect(loadBalancerOf(flat)).toEqual(loadBalancerOf(rest));
    expect(loadBalancerOf(rest).rules[0]).toMatchObject({ frontendPort: 80, poolIds: [POOL.toLowerCase()] });
    expect(loadBalancerOf(rest).resourceGroup).toBe('MC_rg');
  });

  test('keeps probeThreshold and numberOfProbes apart', () => {
    const probe = { protocol: 'Http', port: 30624, requestPath: '/healthz', intervalInSeconds: 5 };
    const thresholds = [{ probeThreshold: 2 }, { numberOfProbes: 3 }, { probeThreshold: 2, numberOfProbes: 1 }];
    const probes = thresholds.map((each, i) => ({ id: `${LB}/probes/${i}`, properties: { ...probe, ...each } }));
    expect(loadBalancerOf(restBody({ probes })).probes.map((p) => [p.probeThreshold, p.numberOfProbes])).toEqual([
      [2, null],
      [null, 3],
      [2, 1],
    ]);
  });

  test('counts a NIC once however often and in whichever case the pool lists it', () => {
    const pool = {
      id: POOL,
      properties: {
        backendIPConfigurations: [{ id: NIC_0 }, { id: NIC_1 }],
        loadBalancerBackendAddresses: [
          {
            name: 'a',
            properties: { networkInterfaceIPConfiguration: { id: NIC_0.toUpperCase() }, adminState: 'Down' },
          },
          { name: 'b', properties: { adminState: 'None' } },
        ],
      },
    };
    expect(loadBalancerOf(restBody({ backendAddressPools: [pool] })).pools[0]?.members).toEqual([
      { kind: 'nic', ipConfigurationId: NIC_0, adminState: 'Down' },
      { kind: 'nic', ipConfigurationId: NIC_1, adminState: null },
    ]);
  });

  test('reads the members of a pool by node IP', () => {
    const addresses = [{ name: 'node0', properties: { ipAddress: '10.224.0.4', adminState: 'None' } }];
    const pool = { id: POOL, properties: { loadBalancerBackendAddresses: addresses } };
    expect(loadBalancerOf(restBody({ backendAddressPools: [pool] })).pools[0]?.members).toEqual([
      { kind: 'ip', ipAddress: '10.224.0.4', name: 'node0', adminState: null },
    ]);
  });

  test('reads the spelling of older az versions', () => {
    const frontend = { id: `${LB}/frontendIPConfigurations/f`, privateIpAddress: '10.0.0.9', publicIpAddress: null };
    expect(loadBalancerOf({ id: LB, frontendIpConfigurations: [frontend] }).frontends[0]).toMatchObject({
      name: 'f',
      privateIPAddress: '10.0.0.9',
    });
  });

  test('points into the object as it was written', () => {
    const probes = [{ id: `${LB}/probes/p`, name: 'p', properties: { protocol: 'Tcp', port: {} } }];
    expect(parseLoadBalancer(restBody({ probes }))).toEqual({
      ok: false,
      problem: {
        object: 'LoadBalancer kubernetes',
        pointer: '/properties/probes/0/properties/port',
        message: 'expected a number, found an object',
      },
    });
    expect(parseLoadBalancer({ id: LB, probes: [{ id: 'p', protocol: 'Tcp' }] })).toMatchObject({
      problem: { pointer: '/probes/0/port', message: 'expected a number, found nothing' },
    });
  });

  test('refuses an answer that is no load balancer', () => {
    for (const raw of [null, [], 'x', {}, { error: { code: 'AuthorizationFailed' } }]) {
      expect(parseLoadBalancer(raw).ok).toBe(false);
    }
    const publicIp = { id: '/x/publicIPAddresses/ip', type: 'Microsoft.Network/publicIPAddresses' };
    expect(parseLoadBalancer(publicIp)).toMatchObject({ problem: { object: 'LoadBalancer ip', pointer: '/type' } });
  });
});
