import { z } from 'zod';
import { armName, armResourceGroup } from '../arm-id.ts';
import type { Frontend, LoadBalancer, LoadBalancingRule, OutboundRule, Probe } from '../load-balancer.ts';
import { armPort, distinctIds, optionalInteger, referredId, sku, subResource } from './arm-fields.ts';
import { armParser } from './arm-object.ts';
import { backendPoolSchema, toBackendPool } from './backend-pool.ts';
import { flag, identity, listOf, text } from './wire-fields.ts';

/** ARM's own default, for bodies that leave it out. */
const DEFAULT_PROBE_INTERVAL_SECONDS = 15;
const DEFAULT_IDLE_TIMEOUT_MINUTES = 4;

const frontendSchema = z.object({
  id: identity,
  name: text,
  privateIPAddress: text,
  privateIPAddressVersion: z.enum(['IPv4', 'IPv6']).nullish(),
  publicIPAddress: subResource,
  subnet: subResource,
  zones: listOf(z.string()),
});

const ruleSchema = z.object({
  id: identity,
  name: text,
  protocol: identity,
  frontendPort: armPort,
  backendPort: armPort,
  frontendIPConfiguration: subResource,
  backendAddressPool: subResource,
  backendAddressPools: listOf(subResource),
  probe: subResource,
  enableFloatingIP: flag,
  enableTcpReset: flag,
  idleTimeoutInMinutes: optionalInteger,
  loadDistribution: text,
  disableOutboundSnat: flag,
  provisioningState: text,
});

const probeSchema = z.object({
  id: identity,
  name: text,
  protocol: identity,
  port: armPort,
  requestPath: text,
  intervalInSeconds: optionalInteger,
  probeThreshold: optionalInteger,
  numberOfProbes: optionalInteger,
  noHealthyBackendsBehavior: text,
});

const outboundRuleSchema = z.object({
  id: text,
  name: text,
  backendAddressPool: subResource,
  frontendIPConfigurations: listOf(subResource),
  allocatedOutboundPorts: optionalInteger,
});

const schema = z.object({
  id: identity,
  name: text,
  location: text,
  sku,
  etag: text,
  provisioningState: text,
  frontendIPConfigurations: listOf(frontendSchema),
  backendAddressPools: listOf(backendPoolSchema),
  loadBalancingRules: listOf(ruleSchema),
  probes: listOf(probeSchema),
  outboundRules: listOf(outboundRuleSchema),
});

function toFrontend(wire: z.output<typeof frontendSchema>): Frontend {
  return {
    id: wire.id,
    name: wire.name || armName(wire.id),
    privateIPAddress: wire.privateIPAddress || null,
    privateIPFamily: wire.privateIPAddressVersion ?? null,
    publicIPAddressId: referredId(wire.publicIPAddress),
    subnetId: referredId(wire.subnet),
    zones: wire.zones ?? [],
  };
}

function toRule(wire: z.output<typeof ruleSchema>): LoadBalancingRule {
  return {
    id: wire.id,
    name: wire.name || armName(wire.id),
    protocol: wire.protocol,
    frontendPort: wire.frontendPort,
    backendPort: wire.backendPort,
    frontendId: referredId(wire.frontendIPConfiguration),
    poolIds: distinctIds([wire.backendAddressPool, ...(wire.backendAddressPools ?? [])].map(referredId)),
    probeId: referredId(wire.probe),
    enableFloatingIP: wire.enableFloatingIP ?? false,
    enableTcpReset: wire.enableTcpReset ?? false,
    idleTimeoutMinutes: wire.idleTimeoutInMinutes ?? DEFAULT_IDLE_TIMEOUT_MINUTES,
    loadDistribution: wire.loadDistribution || 'Default',
    disableOutboundSnat: wire.disableOutboundSnat ?? false,
    provisioningState: wire.provisioningState ?? null,
  };
}

function toProbe(wire: z.output<typeof probeSchema>): Probe {
  return {
    id: wire.id,
    name: wire.name || armName(wire.id),
    protocol: wire.protocol,
    port: wire.port,
    requestPath: wire.requestPath || null,
    intervalSeconds: wire.intervalInSeconds ?? DEFAULT_PROBE_INTERVAL_SECONDS,
    probeThreshold: wire.probeThreshold ?? null,
    numberOfProbes: wire.numberOfProbes ?? null,
    noHealthyBackendsBehavior: wire.noHealthyBackendsBehavior ?? null,
  };
}

function toOutboundRule(wire: z.output<typeof outboundRuleSchema>): OutboundRule {
  return {
    name: wire.name || armName(wire.id ?? ''),
    poolId: referredId(wire.backendAddressPool),
    frontendIds: distinctIds((wire.frontendIPConfigurations ?? []).map(referredId)),
    portsPerMember: wire.allocatedOutboundPorts ?? null,
  };
}

function toLoadBalancer(wire: z.output<typeof schema>): LoadBalancer {
  return {
    id: wire.id,
    name: wire.name || armName(wire.id),
    resourceGroup: armResourceGroup(wire.id) ?? '',
    location: wire.location ?? null,
    sku: wire.sku?.name ?? null,
    etag: wire.etag ?? null,
    provisioningState: wire.provisioningState ?? null,
    frontends: (wire.frontendIPConfigurations ?? []).map(toFrontend),
    pools: (wire.backendAddressPools ?? []).map(toBackendPool),
    rules: (wire.loadBalancingRules ?? []).map(toRule),
    probes: (wire.probes ?? []).map(toProbe),
    outboundRules: (wire.outboundRules ?? []).map(toOutboundRule),
  };
}

export const parseLoadBalancer = armParser('LoadBalancer', 'loadBalancers', schema, toLoadBalancer);
