import { reprobeService } from '../azure/reprobe.ts';
import { SERVICE_LABEL } from '../control-plane/endpoint-slices.ts';
import type { Controller } from '../kernel/controller.ts';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import { serviceRules } from './service-rules.ts';

const serviceKeyOf = (slice: EndpointSlice): string[] => {
  const name = slice.metadata.labels?.[SERVICE_LABEL];
  return name === undefined ? [] : [`${slice.metadata.namespace}/${name}`];
};

/**
 * All running kube-proxies take up a Service's new state at the same moment, the propagation time after the change. One that
 * is stopped or frozen keeps its own copy from before.
 */
export const proxySync = (latencyMs: number): Controller => ({
  name: 'proxy-sync',
  latencyMs,
  watches: {
    services: (_world, change) => [change.key],
    endpointslices: (_world, change) => serviceKeyOf(change.object),
  },
  step(world, key) {
    const service = world.store.get('services', key);
    const before = world.rules.get(key);
    const after =
      service === undefined ? null : serviceRules(service, world.store.indexed('endpointslices', 'service', key));
    if (after === null) world.rules.delete(key);
    else world.rules.set(after);
    if (before !== undefined || after !== null) reprobeService(world, before, after);
    return null;
  },
});
