import type { Finding } from '../../report/finding.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { endpointsCommand, fieldCommand } from './commands.ts';
import { hasRule } from './rotation-members.ts';
import { serviceFinding } from './service-finding.ts';
import { count } from './wording.ts';

const OS_LABEL = 'kubernetes.io/os';

/**
 * Under policy `Local` kube-proxy in IPVS mode holds the frontend address on every node, and on nodes without a pod of
 * the Service a client on the node's own network gets no answer there. Null: not so, or nobody knows the mode.
 * docs/model.md "Modes of kube-proxy".
 */
export function hairpinUnderIpvs(code: string, service: ServiceModel, model: ClusterModel): Finding | null {
  const { service: object } = service;
  if (object.externalTrafficPolicy !== 'Local' || !runsIpvs(model)) return null;
  const port = service.ports.find((candidate) => hasRule(candidate) && isHeldByNodes(service, candidate));
  if (port === undefined || port.usableHosts.size === 0) return null;
  const all = linuxNodes(model.nodes);
  const hosts = [...port.usableHosts].filter((name) => all.has(name)).length;
  const without = all.size - hosts;
  if (without === 0) return null;
  const which = `${without} of ${count(all.size, 'node')}`;
  return serviceFinding(service, {
    code,
    severity: 'low',
    title: `Clients on the host network of ${which} do not reach ${service.key} at its frontend address`,
    impact: `Their connections time out, all of them: these nodes host no pod of the Service, and kube-proxy in IPVS mode keeps the connection on the node. Pods with an address of their own and clients outside the cluster are not concerned.`,
    evidence: [
      {
        text: 'kube-proxy runs in IPVS mode',
        known: 'measured',
        source: `kubeProxyConfig of managed cluster ${model.snapshot.azure.managedCluster?.name ?? ''}`,
      },
      {
        text: `policy Local, no usable pod on ${which}`,
        known: 'computed',
        source: `EndpointSlices of ${service.key}`,
      },
    ],
    fix: {
      text: `Let such clients call the cluster address: ${object.name}.${object.namespace}.svc. To be rid of it for all Services, move kube-proxy to mode NFTABLES or IPTABLES.`,
      commands: [fieldCommand(model.snapshot, object, '.spec.clusterIP')],
      patch: null,
    },
    verify: [
      {
        command: endpointsCommand(model.snapshot, object),
        expect: 'the nodes from which clients of the host network may call the frontend address',
      },
    ],
  });
}

function runsIpvs({ snapshot }: ClusterModel): boolean {
  const cluster = snapshot.azure.managedCluster;
  return (
    cluster !== null &&
    cluster.kubeProxyMode === 'ipvs' &&
    cluster.kubeProxyEnabled !== false &&
    cluster.networkDataplane !== 'cilium'
  );
}

/** kube-proxy takes the addresses of the status for its own, except where ipMode is Proxy. */
function isHeldByNodes({ service }: ServiceModel, { family }: PortModel): boolean {
  return service.ingress.some(
    ({ ip, ipMode }) => ip !== null && ipMode !== 'Proxy' && ip.includes(':') === (family === 'IPv6'),
  );
}

const known = new WeakMap<readonly NodeFacts[], ReadonlySet<string>>();

/** IPVS is of Linux. Read once for each list of nodes. */
function linuxNodes(nodes: readonly NodeFacts[]): ReadonlySet<string> {
  const before = known.get(nodes);
  if (before) return before;
  const linux = new Set(nodes.filter(({ labels }) => labels[OS_LABEL] !== 'windows').map(({ name }) => name));
  known.set(nodes, linux);
  return linux;
}
