import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { type TestEndpoint, testNode, testService, testSnapshot } from './world.ts';

/** Service `shop/web` on nodes n0, n1, … in zones 1, 2, 3, 1, …; by default one ready pod on each. */
export function webWorld(service: Partial<Service> = {}, nodeCount = 3, endpoints?: readonly TestEndpoint[]): Snapshot {
  const nodes = Array.from({ length: nodeCount }, (_, index) => testNode(`n${index}`, index));
  return testSnapshot({
    nodes,
    services: [testService('web', service)],
    endpoints: { web: endpoints ?? nodes.map(({ name }) => ({ node: name })) },
  });
}
