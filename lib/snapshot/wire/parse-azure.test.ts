import { describe, expect, test } from 'vitest';
import { parseManagedCluster } from './parse-managed-cluster.ts';
import { parseNetworkInterface } from './parse-network-interface.ts';
import { parseNetworkSecurityGroup } from './parse-network-security-group.ts';
import { parseObservedProbe } from './parse-observed-probe.ts';
import { parsePublicIpAddress } from './parse-public-ip-address.ts';
import { parseRuleHealth } from './parse-rule-health.ts';
import { parseScaleSet, parseScaleSetVm } from './parse-scale-set.ts';

const NETWORK = '/subscriptions/s/resourceGroups/MC_rg/providers/Microsoft.Network';
const SET = '/subscriptions/s/resourceGroups/MC_rg/providers/Microsoft.Compute/virtualMachineScaleSets/aks-spot-vmss';
const OF = { loadBalancer: 'kubernetes', rule: 'r', observedAt: '2026-11-21T00:00:00Z' };

test('parsePublicIpAddress reads a REST body and what az prints of it alike', () => {
  const head = {
    id: `${NETWORK}/publicIPAddresses/ip`,
    name: 'ip',
    sku: { name: 'Standard' },
    tags: { publicIp: '1' },
  };
  const properties = { ipAddress: '20.73.0.80', publicIPAddressVersion: 'IPv6', ipConfiguration: { id: 'x' } };
  const expected = { ipAddress: '20.73.0.80', family: 'IPv6', ipConfigurationId: 'x', tags: { publicIp: '1' } };
  expect(parsePublicIpAddress({ ...head, properties })).toMatchObject({ value: expected });
  expect(parsePublicIpAddress({ ...head, ...properties })).toMatchObject({ value: expected });
});

test('parseNetworkSecurityGroup puts one and several prefixes, custom and default rules together', () => {
  const rule = {
    access: 'Allow',
    direction: 'Inbound',
    priority: 500,
    protocol: 'Tcp',
    sourceAddressPrefix: 'Internet',
  };
  const custom = {
    ...rule,
    destinationAddressPrefixes: ['a', 'b'],
    destinationPortRange: '',
    destinationPortRanges: ['80'],
  };
  const parsed = parseNetworkSecurityGroup({
    id: `${NETWORK}/networkSecurityGroups/nsg`,
    properties: {
      securityRules: [{ name: 'custom', properties: custom }],
      defaultSecurityRules: [{ name: 'default', properties: { ...rule, priority: 65_001 } }],
    },
  });
  expect(parsed).toMatchObject({
    value: {
      name: 'nsg',
      resourceGroup: 'MC_rg',
      rules: [
        { name: 'custom', sources: ['Internet'], destinations: ['a', 'b'], destinationPorts: ['80'], sourcePorts: [] },
        { name: 'default', priority: 65_001 },
      ],
    },
  });
});

test('parseScaleSet tells spot and pool; parseScaleSetVm its power where the instance view is there', () => {
  const properties = { virtualMachineProfile: { priority: 'Spot', evictionPolicy: 'Delete' } };
  const tags = { 'aks-managed-poolName': 'spot' };
  expect(parseScaleSet({ id: SET, sku: { capacity: '2' }, tags, properties })).toMatchObject({
    value: { name: 'aks-spot-vmss', priority: 'Spot', evictionPolicy: 'Delete', poolName: 'spot', capacity: 2 },
  });
  const vm = { id: `${SET}/virtualMachines/3`, properties: { osProfile: { computerName: 'aks-spot-vmss000003' } } };
  expect(parseScaleSetVm(vm)).toMatchObject({ value: { instanceId: '3', powerState: null } });
  const instanceView = { statuses: [{ code: 'ProvisioningState/succeeded' }, { code: 'PowerState/deallocated' }] };
  expect(parseScaleSetVm({ ...vm, instanceView })).toMatchObject({ value: { powerState: 'deallocated' } });
});

test('parseNetworkInterface leads from an ipConfiguration to its machine', () => {
  const id = `${NETWORK}/networkInterfaces/nic`;
  const ipConfigurations = [{ id: `${id}/ipConfigurations/1`, properties: { privateIPAddress: '10.224.0.4' } }];
  expect(parseNetworkInterface({ id, properties: { virtualMachine: { id: 'vm' }, ipConfigurations } })).toMatchObject({
    value: { virtualMachineId: 'vm', ipConfigurations: [{ privateIPAddress: '10.224.0.4' }] },
  });
});

test('parseManagedCluster compares its modes in lower case and says null where Azure says nothing', () => {
  const loadBalancerProfile = { backendPoolType: 'NodeIP', clusterServiceLoadBalancerHealthProbeMode: 'Shared' };
  const networkProfile = { loadBalancerProfile, networkDataplane: 'Cilium' };
  const properties = { currentKubernetesVersion: '1.36.2', kubernetesVersion: '1.36', networkProfile };
  expect(parseManagedCluster({ name: 'aks', properties })).toMatchObject({
    value: { backendPoolType: 'nodeip', probeMode: 'shared', networkDataplane: 'cilium', kubernetesVersion: '1.36.2' },
  });
  expect(parseManagedCluster({ name: 'aks' })).toMatchObject({
    value: { backendPoolType: null, probeMode: null, multipleLoadBalancers: false, networkDataplane: null },
  });
});

test.each(['ARM', 'az'])('parseManagedCluster reads the mode of kube-proxy as %s writes it', (writer) => {
  const read = (kubeProxyConfig: unknown) => {
    const networkProfile = { kubeProxyConfig };
    return parseManagedCluster(
      writer === 'ARM' ? { name: 'aks', properties: { networkProfile } } : { name: 'aks', networkProfile },
    );
  };
  expect(read({ enabled: true, mode: 'IPVS' })).toMatchObject({
    value: { kubeProxyEnabled: true, kubeProxyMode: 'ipvs' },
  });
  expect(read({ enabled: false })).toMatchObject({ value: { kubeProxyEnabled: false, kubeProxyMode: null } });
  expect(read({ mode: 'eBPF' })).toMatchObject({ value: { kubeProxyEnabled: null, kubeProxyMode: 'ebpf' } });
  for (const silent of [undefined, null, { mode: '' }, { mode: null, enabled: null }]) {
    expect(read(silent)).toMatchObject({ value: { kubeProxyEnabled: null, kubeProxyMode: null } });
  }
});

describe('parseRuleHealth', () => {
  test('reads ids as strings and as references, and empty states of stopped machines', () => {
    const loadBalancerBackendAddresses = [
      { ipAddress: '10.224.0.4', networkInterfaceIPConfigurationId: 'a', state: 'Up', reason: 'Up_Probe_Success' },
      { networkInterfaceIPConfigurationId: { id: 'b' } },
    ];
    expect(parseRuleHealth({ up: 1, down: 0, loadBalancerBackendAddresses }, OF)).toEqual({
      ok: true,
      value: {
        ...OF,
        backends: [
          {
            ipAddress: '10.224.0.4',
            networkInterfaceIPConfigurationId: 'a',
            state: 'Up',
            reason: 'Up_Probe_Success',
            since: null,
          },
          { ipAddress: null, networkInterfaceIPConfigurationId: 'b', state: '', reason: '', since: null },
        ],
      },
    });
  });

  test('refuses an answer that counts backends and lists none', () => {
    for (const raw of [{ up: 2, down: 1 }, {}, null, '<html>']) expect(parseRuleHealth(raw, OF).ok).toBe(false);
    expect(parseRuleHealth({ up: 0, down: 0 }, OF)).toMatchObject({ ok: true, value: { backends: [] } });
  });
});

describe('parseObservedProbe', () => {
  const raw = { node: 'node-0', port: 30_624, protocol: 'http', path: '/healthz', result: 503, at: OF.observedAt };

  test('reads answers as numbers and as words, and the ones it does not know as other', () => {
    expect(parseObservedProbe(raw)).toMatchObject({ value: { result: '503' } });
    expect(parseObservedProbe({ ...raw, result: '500', path: null })).toMatchObject({
      value: { result: 'other', path: null },
    });
  });

  test('names the node and the field', () => {
    expect(parseObservedProbe({ ...raw, port: 'x' })).toMatchObject({
      problem: { object: 'probe of node-0', pointer: '/port' },
    });
    expect(parseObservedProbe({ ...raw, at: 'now' })).toMatchObject({ problem: { pointer: '/at' } });
  });
});
