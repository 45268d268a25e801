import type { KubernetesPart } from '../../snapshot/kubernetes-part.ts';
import { isNodeAddress } from './node-address.ts';

/** One port of kube-proxy on one node. Every answer is to `GET /healthz`. */
export interface NodeQuestion {
  readonly node: string;
  /** A literal private address, one of the node's InternalIPs. */
  readonly address: string;
  readonly port: number;
}

export const HEALTH_PATH = '/healthz';
const KUBE_PROXY_HEALTH_PORT = 10_256;
const UNPRIVILEGED_MIN = 1024;
const PORT_MAX = 65_535;

/**
 * What is worth asking, most telling first: kube-proxy itself on every node, then the health-check node ports of known
 * `Local` Services on the nodes that host their endpoints, then on the others. At most `max`; nothing but that.
 */
export function nodeQuestions(
  { nodes, services, endpointSlices }: Pick<KubernetesPart, 'nodes' | 'services' | 'endpointSlices'>,
  max: number,
): readonly NodeQuestion[] {
  const machines = (nodes ?? []).flatMap(({ name, internalIPs }) => {
    const address = internalIPs.find(isNodeAddress);
    return address === undefined ? [] : [{ node: name, address }];
  });
  const local = (services ?? []).flatMap(({ namespace, name, externalTrafficPolicy, healthCheckNodePort: port }) =>
    externalTrafficPolicy === 'Local' && port !== null && isPort(port) ? [{ key: `${namespace}/${name}`, port }] : [],
  );
  const hosts = hostsByService(endpointSlices);
  const questions: NodeQuestion[] = [];
  const ask = (port: number, isWanted: (node: string) => boolean): void => {
    for (const machine of machines) {
      if (questions.length >= max) return;
      if (isWanted(machine.node)) questions.push({ ...machine, port });
    }
  };
  ask(KUBE_PROXY_HEALTH_PORT, () => true);
  for (const { key, port } of local) ask(port, (node) => hosts.get(key)?.has(node) === true);
  for (const { key, port } of local) ask(port, (node) => hosts.get(key)?.has(node) !== true);
  return questions;
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= UNPRIVILEGED_MIN && port <= PORT_MAX;
}

function hostsByService(slices: KubernetesPart['endpointSlices']): ReadonlyMap<string, ReadonlySet<string>> {
  const hosts = new Map<string, Set<string>>();
  for (const { namespace, serviceName, endpoints } of slices ?? []) {
    const key = `${namespace}/${serviceName}`;
    const known = hosts.get(key) ?? new Set<string>();
    for (const { nodeName } of endpoints) if (nodeName !== null) known.add(nodeName);
    hosts.set(key, known);
  }
  return hosts;
}
