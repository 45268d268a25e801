import type { ClusterModel } from '../cluster/cluster-model.ts';
import { silentMarkDownSeconds } from '../policy/probe-config.ts';
import { nodeStanding } from './node-standing.ts';
import { podDeletionStart } from './pod-deletion-start.ts';
import type { PortModel } from './port-model.ts';
import type { ServiceModel } from './service-model.ts';
import { localChanges } from './settled-observations.ts';

const known = new WeakMap<PortModel, readonly string[]>();

/**
 * Nodes that Azure has up for a rule of policy `Local` although they drop what comes, for so long that a probe of the
 * health check would have noticed. Empty where the last change cannot be dated. docs/model.md "Windows".
 */
export function falseGreens(service: ServiceModel, port: PortModel, model: ClusterModel): readonly string[] {
  const before = known.get(port);
  if (before) return before;
  const made = mayTell(service, port, model) ? findGreens(service, port, model) : [];
  known.set(port, made);
  return made;
}

/** Where nobody could serve, or the rule itself is wrong, that is what is to be told. */
function mayTell({ service }: ServiceModel, port: PortModel, { snapshot }: ClusterModel): boolean {
  if (port.state !== 'present' || port.probe === null || port.probeDrifted || !port.dataPath.ok) return false;
  // Cilium sends connections of its own gateways to its proxy, on every node; such Services select no pods.
  if (snapshot.azure.managedCluster?.networkDataplane === 'cilium' && service.selector === null) return false;
  return port.policies.Local.table.anyUsable && port.observations.size > 0;
}

function findGreens(service: ServiceModel, port: PortModel, model: ClusterModel): readonly string[] {
  if (port.probe === null) return [];
  const windowMs = (silentMarkDownSeconds(port.probe)[1] + model.settings.propagationSeconds) * 1000;
  const local = localChanges(port.endpoints, service.slices ?? [], model);
  const newest = newestChange(port, model);
  const green: string[] = [];
  for (const [name, seen] of port.observations) {
    if (seen.state !== 'up' || !seen.source.startsWith('Azure')) continue;
    const node = model.nodesByName.get(name);
    if (node === undefined || nodeStanding(port.policies.Local, node).forwards !== 'drop') continue;
    const since = local.get(name) ?? newest;
    if (since !== null && Date.parse(seen.observedAt) >= since + windowMs) green.push(name);
  }
  return green.toSorted();
}

/** Milliseconds: when the youngest of the pods became what it is. A pod that moved shows up elsewhere. Null: some cannot be dated. */
function newestChange({ endpoints }: PortModel, model: ClusterModel): number | null {
  let newest = 0;
  for (const { address } of endpoints) {
    const pod = model.podAt(address);
    const at = pod === null ? null : (podDeletionStart(pod) ?? timeOf(pod.readyChangedAt) ?? timeOf(pod.createdAt));
    if (at === null) return null;
    newest = Math.max(newest, at);
  }
  return newest;
}

function timeOf(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
