import type { Known } from '../../report/known.ts';
import type { ExpectedProbe } from '../../report/policy-report.ts';
import type { Service, ServicePort, TrafficPolicy } from '../../snapshot/service.ts';
import type { NodeFacts } from '../cluster/node-facts.ts';
import { type ForwardingTable, usableAt } from '../endpoints/forwarding-table.ts';
import type { ProbeConfig } from './probe-config.ts';

/** What the probe of a rule should answer, for every node at once. */
export type ProbeExpectation =
  | { readonly kind: 'unprobed' }
  | { readonly kind: 'unknown'; readonly because: string }
  | { readonly kind: 'everywhere'; readonly state: 'up' | 'down'; readonly because: string; readonly known: Known }
  /** Load-balanced over endpoints of which some are on nodes that do not exist: up where another one can be met. */
  | {
      readonly kind: 'reachable-endpoints';
      readonly table: ForwardingTable;
      readonly gone: ReadonlySet<number>;
      readonly because: string;
      readonly known: Known;
    }
  | { readonly kind: 'eligible-nodes'; readonly because: string; readonly known: Known }
  | {
      readonly kind: 'listed-nodes';
      readonly up: ReadonlySet<string>;
      readonly because: string;
      readonly known: Known;
    };

export interface ProbeQuestion {
  readonly probe: ProbeConfig | null;
  readonly service: Service;
  readonly policy: TrafficPolicy;
  /** Health-check port under this policy; null: none. */
  readonly healthCheckNodePort: number | null;
  /** Port of the cluster's shared probe; null: none. */
  readonly sharedProbePort: number | null;
  /** Nodes with a ready endpoint of any port. Null: EndpointSlices not loaded. */
  readonly readyNodes: ReadonlySet<string> | null;
  readonly tableOf: (port: ServicePort) => ForwardingTable;
  /** Indexes of endpoints of the port on nodes that do not exist. */
  readonly goneOf: (port: ServicePort) => ReadonlySet<number>;
  /** Nodes from which a probe can meet a pod of its own node; null: network policies stop nothing between nodes. */
  readonly ownNodesOf: ((port: ServicePort) => ReadonlySet<string>) | null;
}

const KUBE_PROXY_HEALTH_PORT = 10256;
const NODE_PORT_MIN = 30_000;
const NODE_PORT_MAX = 32_767;

/** docs/model.md "Probes": who answers on the probed port decides what the answer says. */
export function probeExpectation(question: ProbeQuestion): ProbeExpectation {
  const { probe, service } = question;
  if (probe === null) return { kind: 'unprobed' };
  if (probe.port === KUBE_PROXY_HEALTH_PORT || probe.port === question.sharedProbePort) return kubeProxyAnswer(probe);
  if (question.readyNodes === null) return { kind: 'unknown', because: 'EndpointSlices are not loaded' };
  if (question.healthCheckNodePort !== null && probe.port === question.healthCheckNodePort) {
    const because = 'kube-proxy answers 200 on the health-check node port where a ready endpoint is local';
    return { kind: 'listed-nodes', up: question.readyNodes, because, known: 'computed' };
  }
  const port = service.ports.find((candidate) => candidate.nodePort === probe.port && candidate.protocol === 'TCP');
  if (port && probe.port !== 0) return nodePortAnswer(question, probe, port);
  return foreignAnswer(question, probe);
}

function kubeProxyAnswer(probe: ProbeConfig): ProbeExpectation {
  const path = probe.path ?? '/';
  if (path === '/healthz') {
    const because = 'kube-proxy answers 200 on /healthz unless the node is being deleted';
    return { kind: 'eligible-nodes', because, known: 'computed' };
  }
  if (path === '/livez') {
    return { kind: 'everywhere', state: 'up', because: 'kube-proxy answers 200 on /livez', known: 'computed' };
  }
  return { kind: 'everywhere', state: 'down', because: `kube-proxy has no path ${path}`, known: 'assumed' };
}

/** A nodePort probe is load-balanced like any connection: it says that some usable endpoint exists. */
function nodePortAnswer(question: ProbeQuestion, probe: ProbeConfig, port: ServicePort): ProbeExpectation {
  const table = question.tableOf(port);
  const known: Known = probe.protocol.toLowerCase() === 'tcp' ? 'computed' : 'assumed';
  const answer = known === 'computed' ? 'accepts' : `is taken to answer 200 on ${probe.path ?? '/'}`;
  if (question.policy === 'Local') {
    const because = `the node port ${answer} where a usable endpoint is local`;
    return { kind: 'listed-nodes', up: new Set(table.byNode.keys()), because, known };
  }
  if (!table.anyUsable) {
    const because = 'the node port refuses on every node: no endpoint is usable';
    return { kind: 'everywhere', state: 'down', because, known: 'computed' };
  }
  if (question.ownNodesOf !== null) {
    const because = 'network policies keep the probe from pods of other nodes: it answers only where a pod is local';
    return { kind: 'listed-nodes', up: question.ownNodesOf(port), because, known };
  }
  const gone = question.goneOf(port);
  if (gone.size > 0) {
    const because = 'the node port answers where an endpoint can be met that is not on a node that does not exist';
    return { kind: 'reachable-endpoints', table, gone, because, known };
  }
  const because = `the node port ${answer} on every node while any endpoint is usable`;
  return { kind: 'everywhere', state: 'up', because, known };
}

function foreignAnswer(question: ProbeQuestion, probe: ProbeConfig): ProbeExpectation {
  if (probe.port === 0) {
    return { kind: 'everywhere', state: 'down', because: 'the probe has no port', known: 'computed' };
  }
  const asked = Object.entries(question.service.annotations).some(
    ([key, value]) => key.endsWith('_health-probe_port') && value.trim() === String(probe.port),
  );
  if (asked && question.policy === 'Local' && question.readyNodes !== null) {
    const because = `port ${probe.port} was chosen by annotation; it is taken to be the application's own, which answers where a pod is`;
    return { kind: 'listed-nodes', up: question.readyNodes, because, known: 'assumed' };
  }
  if (asked) {
    const because = `port ${probe.port} was chosen by annotation; what listens there is not known`;
    return { kind: 'everywhere', state: 'up', because, known: 'assumed' };
  }
  const inRange = probe.port >= NODE_PORT_MIN && probe.port <= NODE_PORT_MAX;
  const because = `port ${probe.port} is no ${inRange ? 'node port' : 'port'} of this Service`;
  return { kind: 'everywhere', state: 'down', because, known: 'assumed' };
}

/** How the answer is known. What stays without an answer rests on no assumption. docs/model.md "Probes". */
export function expectationKnown(expectation: ProbeExpectation): 'computed' | 'assumed' {
  return 'known' in expectation && expectation.known === 'assumed' ? 'assumed' : 'computed';
}

/** The answer for one node. A pool member without a Node is taken to be gone: down unless nothing probes it. */
export function expectedProbeAt(expectation: ProbeExpectation, node: NodeFacts): ExpectedProbe {
  switch (expectation.kind) {
    case 'unprobed':
      return 'unprobed';
    case 'unknown':
      return 'unknown';
    case 'everywhere':
      return node.ghost ? 'down' : expectation.state;
    case 'eligible-nodes':
      return node.kubeProxyEligible ? 'up' : 'down';
    case 'reachable-endpoints':
      return !node.ghost && usableAt(expectation.table, node).some((index) => !expectation.gone.has(index))
        ? 'up'
        : 'down';
    case 'listed-nodes':
      return expectation.up.has(node.name) ? 'up' : 'down';
  }
}
