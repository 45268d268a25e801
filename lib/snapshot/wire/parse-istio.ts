import { z } from 'zod';
import type { IstioGateway, VirtualService } from '../host-route.ts';
import { kubernetesParser } from './kubernetes-parser.ts';
import { listOf, metadata, portNumber, stringMap, text } from './wire-fields.ts';

const gatewaySchema = z.object({
  metadata,
  spec: z
    .object({
      selector: stringMap,
      servers: listOf(
        z.object({
          port: z.object({ number: portNumber, protocol: text }),
          hosts: listOf(z.string()),
          tls: z.object({ mode: text }).nullish(),
        }),
      ),
    })
    .nullish(),
});

function toGateway({ metadata: meta, spec }: z.output<typeof gatewaySchema>): IstioGateway {
  return {
    kind: 'IstioGateway',
    namespace: meta.namespace,
    name: meta.name,
    resourceVersion: meta.resourceVersion ?? '',
    selector: spec?.selector ?? {},
    servers: (spec?.servers ?? []).map(({ port, hosts, tls }) => ({
      port: port.number,
      protocol: port.protocol ?? '',
      // Settings without a mode are for redirects (`httpsRedirect`).
      tlsMode: tls?.mode ?? null,
      hosts: (hosts ?? []).map((host) => host.toLowerCase()),
    })),
  };
}

export const parseIstioGateway = kubernetesParser('Gateway', gatewaySchema, toGateway);

const virtualServiceSchema = z.object({
  metadata,
  spec: z.object({ hosts: listOf(z.string()), gateways: listOf(z.string()), exportTo: listOf(z.string()) }).nullish(),
});

function toVirtualService({ metadata: meta, spec }: z.output<typeof virtualServiceSchema>): VirtualService {
  return {
    kind: 'VirtualService',
    namespace: meta.namespace,
    name: meta.name,
    resourceVersion: meta.resourceVersion ?? '',
    hosts: (spec?.hosts ?? []).map((host) => host.toLowerCase()),
    gateways: spec?.gateways ?? [],
    exportTo: spec?.exportTo ?? [],
  };
}

export const parseVirtualService = kubernetesParser('VirtualService', virtualServiceSchema, toVirtualService);
