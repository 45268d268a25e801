import { SERVICE_LABEL } from '../control-plane/endpoint-slices.ts';
import { recordEvent } from '../control-plane/record-event.ts';
import type { Controller } from '../kernel/controller.ts';
import { updatePools } from './ensure-load-balancer.ts';

const BATCH_MS = 30_000;

/** With several load balancers, the pool of a Local Service follows its endpoints, every thirty seconds. */
export const localPools: Controller = {
  name: 'local-pools',
  latencyMs: BATCH_MS,
  watches: {
    endpointslices: (world, change) => {
      const name = change.object.metadata.labels?.[SERVICE_LABEL];
      return world.settings.loadBalancers.length === 0 || name === undefined
        ? []
        : [`${change.object.metadata.namespace}/${name}`];
    },
  },
  step(world, key) {
    const service = world.store.get('services', key);
    if (service?.spec.type !== 'LoadBalancer' || service.spec.externalTrafficPolicy !== 'Local') return null;
    const before = world.cloud.versions;
    updatePools(world, service);
    if (world.cloud.versions !== before)
      recordEvent(world, service, {
        reason: 'LoadBalancerBackendPoolUpdated',
        message: 'Load balancer backend pool updated successfully',
        component: 'service-controller',
      });
    return null;
  },
};
