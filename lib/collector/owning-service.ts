import type { EndpointSlice } from '../snapshot/endpoint-slice.ts';
import type { Service } from '../snapshot/service.ts';

/** The load balancer Service that an object is, or whose slice it is; undefined: neither. `find` by `namespace/name`. */
export function owningService(object: object, find: (key: string) => Service | undefined): Service | undefined {
  if (isSlice(object)) return find(`${object.namespace}/${object.serviceName}`);
  return isService(object) ? object : undefined;
}

function isSlice(object: object): object is EndpointSlice {
  return 'serviceName' in object;
}

function isService(object: object): object is Service {
  return 'externalTrafficPolicy' in object;
}
