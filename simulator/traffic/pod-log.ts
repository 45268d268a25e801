import type { World } from '../kernel/world.ts';
import type { Pod } from '../objects/pod.ts';
import { keyOf } from '../objects/resources.ts';
import { gatewayLine } from './gateway-entry.ts';

/** What a pod has written: a gateway its access log, any other pod nothing. */
export const podLog = (world: World, pod: Pod): string[] =>
  world.traffic.gateway.filter((entry) => entry.pod === keyOf(pod)).map(gatewayLine);
