import type {
  ArmFrontend,
  ArmLoadBalancer,
  ArmObject,
  ArmPool,
  ArmPublicIpAddress,
  ArmReference,
} from '../wire/arm-objects.ts';
import type { WireService } from '../wire/kubernetes-objects.ts';
import { ETAG, ipConfigurationId, LOCATION, NODE_RESOURCE_GROUP, networkId } from './arm-ids.ts';
import {
  armProbe,
  type ControllerOutput,
  controllerOutput,
  type ProbeMode,
  SHARED_PROBE,
  sharedProbePlan,
} from './controller-rules.ts';

/** A machine in a backend pool. */
export interface PoolMachine {
  readonly scaleSet: string;
  readonly instance: number;
}

export function isInternal(service: WireService): boolean {
  return service.metadata.annotations?.['service.beta.kubernetes.io/azure-load-balancer-internal'] === 'true';
}

export function baseName(service: WireService): string {
  return `a${service.metadata.uid.replaceAll('-', '')}`.slice(0, 32);
}

/** The public or the internal load balancer of a cluster, with a NIC pool. */
export function rawLoadBalancer(
  internal: boolean,
  services: readonly WireService[],
  members: readonly PoolMachine[],
  mode: ProbeMode,
): ArmLoadBalancer {
  const name = internal ? 'kubernetes-internal' : 'kubernetes';
  const made = services
    .filter((service) => isInternal(service) === internal)
    .map((service) => controllerOutput(service, name, mode, frontendAddress(service)));
  const rules = made.flatMap((output) => output.rules);
  const egress = internal ? null : outboundObjects(name);
  return {
    id: networkId(`loadBalancers/${name}`),
    name,
    type: 'Microsoft.Network/loadBalancers',
    etag: ETAG,
    location: LOCATION,
    sku: { name: 'Standard', tier: 'Regional' },
    tags: { 'aks-managed-cluster-name': 'shop', 'aks-managed-cluster-rg': 'shop-rg' },
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: internal ? '0d9c58f0-1111-4c1e-8a55-94d2b1a7c3f2' : '0d9c58f0-1111-4c1e-8a55-94d2b1a7c3f1',
      frontendIPConfigurations: [...(egress ? [egress.frontend] : []), ...made.map((output) => output.frontend)],
      backendAddressPools: [
        ...(egress ? [pool(name, 'aksOutboundBackendPool', members, { outboundRules: [{ id: egress.rule.id }] })] : []),
        pool(name, 'kubernetes', members, { loadBalancingRules: rules.map((rule) => ({ id: rule.id })) }),
      ],
      loadBalancingRules: rules,
      probes: [...made.flatMap((output) => output.probes), ...sharedProbe(name, made)],
      inboundNatRules: [],
      outboundRules: egress ? [egress.rule] : [],
    },
  };
}

function sharedProbe(loadBalancer: string, made: readonly ControllerOutput[]) {
  const users = made
    .flatMap((output) => output.rules)
    .filter((rule) => rule.properties.probe?.id.endsWith(`/${SHARED_PROBE}`) === true);
  if (users.length === 0) return [];
  return [
    armProbe(
      loadBalancer,
      sharedProbePlan,
      users.map((rule) => ({ id: rule.id })),
    ),
  ];
}

function frontendAddress(service: WireService) {
  const ip = service.status.loadBalancer.ingress[0]?.ip ?? '';
  if (!isInternal(service)) {
    return { publicIPAddress: { id: networkId(`publicIPAddresses/kubernetes-${baseName(service)}`) } };
  }
  const subnet = { id: networkId('virtualNetworks/aks-vnet/subnets/aks-subnet') };
  return { privateIPAddress: ip, privateIPAddressVersion: 'IPv4' as const, subnet };
}

function pool(
  loadBalancer: string,
  name: string,
  members: readonly PoolMachine[],
  references: {
    readonly loadBalancingRules?: readonly ArmReference[];
    readonly outboundRules?: readonly ArmReference[];
  },
): ArmPool {
  return {
    id: networkId(`loadBalancers/${loadBalancer}/backendAddressPools/${name}`),
    name,
    type: 'Microsoft.Network/loadBalancers/backendAddressPools',
    etag: ETAG,
    properties: {
      provisioningState: 'Succeeded',
      backendIPConfigurations: members.map((member) => ({ id: ipConfigurationId(member.scaleSet, member.instance) })),
      loadBalancerBackendAddresses: members.map((member) => ({
        name: `${NODE_RESOURCE_GROUP}_${member.scaleSet}ipconfig1_${member.instance}`,
        properties: {
          networkInterfaceIPConfiguration: { id: ipConfigurationId(member.scaleSet, member.instance) },
        },
      })),
      ...references,
    },
  };
}

const EGRESS = '6f2a8a5e-3a66-4a4c-9a52-0c1b6f0f9c11';

function outboundObjects(loadBalancer: string) {
  const path = `loadBalancers/${loadBalancer}`;
  const ruleId = networkId(`${path}/outboundRules/aksOutboundRule`);
  const frontend: ArmFrontend = {
    id: networkId(`${path}/frontendIPConfigurations/${EGRESS}`),
    name: EGRESS,
    type: 'Microsoft.Network/loadBalancers/frontendIPConfigurations',
    etag: ETAG,
    properties: {
      provisioningState: 'Succeeded',
      privateIPAllocationMethod: 'Dynamic',
      publicIPAddress: { id: networkId(`publicIPAddresses/${EGRESS}`) },
      outboundRules: [{ id: ruleId }],
    },
  };
  const rule: ArmObject<Readonly<Record<string, unknown>>> = {
    id: ruleId,
    name: 'aksOutboundRule',
    type: 'Microsoft.Network/loadBalancers/outboundRules',
    etag: ETAG,
    properties: {
      allocatedOutboundPorts: 0,
      backendAddressPool: { id: networkId(`${path}/backendAddressPools/aksOutboundBackendPool`) },
      enableTcpReset: true,
      frontendIPConfigurations: [{ id: frontend.id }],
      idleTimeoutInMinutes: 30,
      protocol: 'All',
      provisioningState: 'Succeeded',
    },
  };
  return { frontend, rule };
}

/** Public IPs of all public Services, and the one of egress. */
export function rawPublicIpAddresses(services: readonly WireService[]): readonly ArmPublicIpAddress[] {
  const ofServices = services
    .filter((service) => !isInternal(service))
    .map((service) => {
      const ip = service.status.loadBalancer.ingress[0]?.ip ?? '';
      const owner = `${service.metadata.namespace}/${service.metadata.name}`;
      const tags = { 'k8s-azure-cluster-name': 'kubernetes', 'k8s-azure-service': owner };
      return publicIp(`kubernetes-${baseName(service)}`, ip, baseName(service), tags);
    });
  const egressTags = { 'aks-managed-type': 'aks-slb-managed-outbound-ip' };
  return [publicIp(EGRESS, '20.99.0.1', EGRESS, egressTags), ...ofServices];
}

function publicIp(
  name: string,
  ip: string,
  frontend: string,
  tags: Readonly<Record<string, string>>,
): ArmPublicIpAddress {
  return {
    id: networkId(`publicIPAddresses/${name}`),
    name,
    type: 'Microsoft.Network/publicIPAddresses',
    etag: ETAG,
    location: LOCATION,
    sku: { name: 'Standard' },
    zones: ['1', '2', '3'],
    tags,
    properties: {
      provisioningState: 'Succeeded',
      resourceGuid: '434780fc-a12c-430b-9322-8a976af253dd',
      ipAddress: ip,
      publicIPAddressVersion: 'IPv4',
      publicIPAllocationMethod: 'Static',
      idleTimeoutInMinutes: 4,
      ipTags: [],
      ipConfiguration: { id: networkId(`loadBalancers/kubernetes/frontendIPConfigurations/${frontend}`) },
    },
  };
}
