import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { healthBodies, loadBalancer, publicIp } from './azure-objects.ts';
import {
  leaseObject,
  nodeObject,
  nodeResourceGroup,
  podObjects,
  serviceObject,
  sliceObject,
} from './kubernetes-objects.ts';
import { clusterName, type NightService, night, services, takenAt } from './night.ts';

type Files = Readonly<Record<string, unknown>>;

const list = (items: readonly unknown[]) => ({ kind: 'List', apiVersion: 'v1', items });
const manifest = (cluster: string) => ({ formatVersion: 1, cluster, takenAt });

/** A bad night: one spot machine is gone and still gets connections, one web node is wrongly out. */
export function badNight(cluster = clusterName): Files {
  const publicOnes = services.filter((service) => !service.internal);
  const internalOnes = services.filter((service) => service.internal);
  return {
    'manifest.json': manifest(cluster),
    ...kubernetesFiles(services),
    'azure/loadbalancers.json': {
      value: [loadBalancer('kubernetes', publicOnes), loadBalancer('kubernetes-internal', internalOnes)],
    },
    'azure/publicipaddresses.json': { value: publicOnes.map(publicIp) },
    'azure/managedcluster.json': {
      name: cluster,
      properties: {
        nodeResourceGroup,
        networkProfile: {
          loadBalancerSku: 'standard',
          loadBalancerProfile: { backendPoolType: 'nodeIPConfiguration' },
        },
      },
    },
    ...Object.fromEntries(
      services.flatMap((service) =>
        Object.entries(healthBodies(service)).map(([file, body]) => [
          `azure/health/${service.internal ? 'kubernetes-internal' : 'kubernetes'}/${file}`,
          body,
        ]),
      ),
    ),
  };
}

/** The cluster was read and has no Service of type LoadBalancer. */
export function withoutServices(): Files {
  return { 'manifest.json': manifest('quiet'), ...kubernetesFiles([]) };
}

/** Services may not be read, Azure's health API is refused, and the load balancers are an hour old. */
export function denied(): Files {
  const { 'kubernetes/services.json': _services, ...files } = badNight('locked');
  return { ...files, 'manifest.json': { ...manifest('locked'), sources: deniedSources() } };
}

function kubernetesFiles(shown: readonly NightService[]): Files {
  return {
    'kubernetes/services.json': list(shown.map(serviceObject)),
    'kubernetes/endpointslices.json': list(shown.map(sliceObject)),
    'kubernetes/nodes.json': list(night.map(nodeObject)),
    'kubernetes/pods.json': list(shown.flatMap(podObjects)),
    'kubernetes/leases.json': list(night.map(leaseObject)),
  };
}

function deniedSources() {
  const scope = `/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/${nodeResourceGroup}`;
  const refused = (resource: string, verb: string, on: string) => ({
    resource,
    state: 'denied',
    observedAt: null,
    error: 'forbidden',
    denied: { verb, resource: on },
  });
  const stale = '2026-11-06T02:10:00Z';
  return {
    kubernetes: {
      state: 'denied',
      observedAt: takenAt,
      error: 'forbidden',
      resources: [refused('services', 'list', 'services')],
    },
    azure: {
      state: 'stale',
      observedAt: stale,
      error: 'HTTP 429, retry 03:13:10Z',
      resources: [{ resource: 'loadBalancers', state: 'stale', observedAt: stale, error: 'HTTP 429', denied: null }],
    },
    probes: {
      state: 'denied',
      observedAt: null,
      error: null,
      resources: [refused('ruleHealth', 'Microsoft.Network/loadBalancers/loadBalancingRules/health/action', scope)],
    },
  };
}

export function writeBundle(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(content));
  }
}
