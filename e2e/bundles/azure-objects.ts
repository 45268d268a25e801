import { groupId, machineId } from './kubernetes-objects.ts';
import { type Machine, machineName, type NightService, night, takenAt } from './night.ts';

const members = night.filter((machine) => !machine.excluded);

/** The name that the cloud controller makes from the uid of a Service. */
function baseName(service: NightService): string {
  return `a${service.uid.replaceAll('-', '')}`.slice(0, 32);
}

function ipConfigurationId(machine: Machine): string {
  const card = `aks-${machine.pool}-18304512-vmss`;
  return `${machineId(machine)}/networkInterfaces/${card}/ipConfigurations/ipconfig1`;
}

function ruleName(service: NightService, port: NightService['ports'][number]): string {
  return `${baseName(service)}-${port.protocol}-${port.port}`;
}

function probeName(service: NightService, port: NightService['ports'][number]): string | null {
  if (service.healthCheckNodePort !== null) return `${baseName(service)}-TCP-${service.healthCheckNodePort}`;
  return port.protocol === 'UDP' ? null : ruleName(service, port);
}

export function loadBalancer(name: string, services: readonly NightService[]) {
  const id = `${groupId}/Microsoft.Network/loadBalancers/${name}`;
  const poolId = `${id}/backendAddressPools/kubernetes`;
  return {
    id,
    name,
    location: 'westeurope',
    sku: { name: 'Standard', tier: 'Regional' },
    properties: {
      provisioningState: 'Succeeded',
      backendAddressPools: [
        {
          id: poolId,
          name: 'kubernetes',
          properties: { backendIPConfigurations: members.map((machine) => ({ id: ipConfigurationId(machine) })) },
        },
      ],
      frontendIPConfigurations: services.map((service) => frontend(id, service)),
      loadBalancingRules: services.flatMap((service) => service.ports.map((port) => rule(id, poolId, service, port))),
      probes: services.flatMap((service) => probesOf(id, service)),
    },
  };
}

function frontend(id: string, service: NightService) {
  const name = baseName(service);
  const address = service.internal
    ? { privateIPAddress: service.ip, subnet: { id: `${groupId}/Microsoft.Network/virtualNetworks/v/subnets/aks` } }
    : { publicIPAddress: { id: publicIpId(service) } };
  return { id: `${id}/frontendIPConfigurations/${name}`, name, properties: address };
}

function rule(id: string, poolId: string, service: NightService, port: NightService['ports'][number]) {
  const name = ruleName(service, port);
  const probe = probeName(service, port);
  return {
    id: `${id}/loadBalancingRules/${name}`,
    name,
    properties: {
      protocol: port.protocol === 'TCP' ? 'Tcp' : 'Udp',
      frontendPort: port.port,
      backendPort: port.port,
      frontendIPConfiguration: { id: `${id}/frontendIPConfigurations/${baseName(service)}` },
      backendAddressPool: { id: poolId },
      enableFloatingIP: true,
      enableTcpReset: port.protocol === 'TCP',
      disableOutboundSnat: true,
      idleTimeoutInMinutes: 4,
      loadDistribution: 'Default',
      provisioningState: 'Succeeded',
      ...(probe === null ? {} : { probe: { id: `${id}/probes/${probe}` } }),
    },
  };
}

function probesOf(id: string, service: NightService) {
  const common = { intervalInSeconds: 5, probeThreshold: 2, numberOfProbes: 1 };
  const bodies = new Map<string, object>();
  for (const port of service.ports) {
    const name = probeName(service, port);
    if (name === null) continue;
    const body =
      service.healthCheckNodePort === null
        ? { ...common, protocol: 'Tcp', port: port.nodePort }
        : { ...common, protocol: 'Http', port: service.healthCheckNodePort, requestPath: '/healthz' };
    bodies.set(name, body);
  }
  return [...bodies].map(([name, properties]) => ({ id: `${id}/probes/${name}`, name, properties }));
}

function publicIpId(service: NightService): string {
  return `${groupId}/Microsoft.Network/publicIPAddresses/kubernetes-${baseName(service)}`;
}

export function publicIp(service: NightService) {
  return {
    id: publicIpId(service),
    name: `kubernetes-${baseName(service)}`,
    location: 'westeurope',
    sku: { name: 'Standard' },
    tags: { 'k8s-azure-service': `${service.namespace}/${service.name}` },
    properties: { ipAddress: service.ip, publicIPAllocationMethod: 'Static', publicIPAddressVersion: 'IPv4' },
  };
}

/** What Azure answers about each rule: file under `azure/health/<load balancer>/` → body. */
export function healthBodies(service: NightService): Record<string, object> {
  const backends = members.map((machine) => {
    const reason = service.down[machineName(machine)];
    return {
      networkInterfaceIPConfigurationId: ipConfigurationId(machine),
      ipAddress: machine.ip,
      state: reason === undefined ? 'Up' : 'Down',
      reason: reason ?? 'Up_Probe_Success',
    };
  });
  const up = backends.filter((backend) => backend.state === 'Up').length;
  const body = { up, down: backends.length - up, observedAt: takenAt, loadBalancerBackendAddresses: backends };
  return Object.fromEntries(service.ports.map((port) => [`${ruleName(service, port)}.json`, body]));
}
