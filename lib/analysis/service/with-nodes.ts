import type { NodeFacts } from '../cluster/node-facts.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import type { ServiceModel } from './service-model.ts';

/**
 * The Service with its endpoints on nodes as they are now. Only for nodes that kept their place in every rotation: sets,
 * shares and rotations go by the names of nodes and stay as they are.
 */
export function withNodes(service: ServiceModel, changed: ReadonlyMap<string, NodeFacts>): ServiceModel {
  const renewed = new Map<readonly ServiceEndpoint[], readonly ServiceEndpoint[]>();
  const ports = service.ports.map((port) => {
    const endpoints = renewed.get(port.endpoints) ?? onNodes(port.endpoints, changed);
    renewed.set(port.endpoints, endpoints);
    return { ...port, endpoints };
  });
  return { ...service, ports };
}

function onNodes(
  endpoints: readonly ServiceEndpoint[],
  changed: ReadonlyMap<string, NodeFacts>,
): readonly ServiceEndpoint[] {
  return endpoints.map((endpoint) => {
    const node = endpoint.nodeName === null ? undefined : changed.get(endpoint.nodeName);
    return node === undefined ? endpoint : { ...endpoint, node };
  });
}
