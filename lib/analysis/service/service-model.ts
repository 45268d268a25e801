import type { EndpointSlice } from '../../snapshot/endpoint-slice.ts';
import { loadBalancerBaseName } from '../../snapshot/load-balancer-name.ts';
import type { Service } from '../../snapshot/service.ts';
import { isInternalService } from '../azure/annotations.ts';
import { type ExpectedState, expectedState } from '../azure/expected-state.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { OwnedRule } from '../cluster/owned-rule.ts';
import { nodesWithReadyEndpoint } from '../endpoints/service-endpoints.ts';
import { type OwnedFrontend, ownedFrontends } from './owned-frontends.ts';
import { type PortModel, portModels } from './port-model.ts';
import { reconsiderAt } from './reconsider-at.ts';

/** Everything derived for one Service except lists of nodes; those are made on demand. */
export interface ServiceModel {
  readonly key: string;
  readonly service: Service;
  readonly internal: boolean;
  readonly base: string;
  /** What the controller makes of the Service as it is, and as it would be under each policy. */
  readonly expected: ExpectedState;
  readonly owned: readonly OwnedRule[];
  readonly frontends: readonly OwnedFrontend[];
  readonly slices: readonly EndpointSlice[] | null;
  readonly readyNodes: ReadonlySet<string> | null;
  /** Nodes that any endpoint of the Service names. */
  readonly hostNames: ReadonlySet<string>;
  /** First is the first port of the first family. Empty only for a Service without ports. */
  readonly ports: readonly PortModel[];
  /** When it may change without any object changing, in milliseconds; null: never. */
  readonly reconsiderAt: number | null;
}

export function serviceKey(service: { readonly namespace: string; readonly name: string }): string {
  return `${service.namespace}/${service.name}`;
}

/** docs/model.md, all of it, for one Service. Cost grows with its endpoints and zones, not with the nodes. */
export function serviceModel(service: Service, model: ClusterModel): ServiceModel {
  const key = serviceKey(service);
  const base = loadBalancerBaseName(service.uid);
  const slices = model.slicesByService === null ? null : (model.slicesByService.get(key) ?? []);
  const readyNodes = slices === null ? null : nodesWithReadyEndpoint(slices);
  const parts = {
    key,
    service,
    internal: isInternalService(service),
    base,
    expected: expectedState(service, model.config),
    owned: model.rulesByBase.get(base) ?? [],
    frontends: ownedFrontends(service, base, model),
    slices,
    readyNodes,
    hostNames: hostNames(slices ?? [], readyNodes ?? NOBODY),
  };
  const ports = portModels(parts, model);
  return { ...parts, ports, reconsiderAt: reconsiderAt(service, ports, model) };
}

const NOBODY: ReadonlySet<string> = new Set();

/** Mostly every host has a ready endpoint: then it is the same set. */
function hostNames(slices: readonly EndpointSlice[], ready: ReadonlySet<string>): ReadonlySet<string> {
  let names: Set<string> | null = null;
  for (const slice of slices) {
    for (const { nodeName } of slice.endpoints) {
      if (nodeName === null || ready.has(nodeName)) continue;
      names ??= new Set(ready);
      names.add(nodeName);
    }
  }
  return names ?? ready;
}
