import type { NodeSummary } from '../report/node-summary.ts';
import type { Verdict } from '../report/verdict-report.ts';
import type { Analysis, AnalyzedService } from './analysis.ts';
import type { ClusterModel } from './cluster/cluster-model.ts';
import { departureWords } from './cluster/departure.ts';
import type { NodeFacts } from './cluster/node-facts.ts';
import { nodeTable } from './encode-report.ts';
import { blastRowOf } from './report/report-policy.ts';
import { nodeVerdict } from './service/node-verdict.ts';
import type { PortModel } from './service/port-model.ts';
import { specialNodes } from './service/special-nodes.ts';

interface Told {
  readonly verdict: Verdict;
  readonly inRotation: boolean;
  readonly loss: NonNullable<NodeSummary['worst']>;
}

/** What a Service says of nodes: one by one where they stand out, and the same of every other pool member. */
interface ServiceView {
  readonly special: ReadonlyMap<string, Told>;
  readonly ordinary: Told | null;
  readonly pool: ReadonlySet<string>;
}

/**
 * Every node, and every pool member without one, over all Services. What a Service says is worked out once for all nodes
 * that do not stand out, so that only counting costs nodes × Services. docs/model.md "Blast radius".
 */
export function summarizeNodes(analysis: Analysis): readonly NodeSummary[] {
  const { model } = analysis;
  const views = [...analysis.services.values()].flatMap((entry) => serviceView(entry, model) ?? []);
  const hosted = hostedBy(analysis);
  const byPool = ordinaryByPool(views);
  return nodeTable(model).map((node) => summaryOf(node, views, byPool, hosted));
}

function serviceView(entry: AnalyzedService, model: ClusterModel): ServiceView | null {
  const [port] = entry.model.ports;
  if (port === undefined) return null;
  const tellOf = teller(entry, port, model);
  const special = specialNodes(port, model);
  const told = new Map([...special].map(([name, node]) => [name, tellOf(node)]));
  const name = port.pool.members.find((candidate) => !special.has(candidate));
  const node = name === undefined ? undefined : model.nodesByName.get(name);
  return { special: told, ordinary: node === undefined ? null : tellOf(node), pool: port.pool.names };
}

function teller({ model: service }: AnalyzedService, port: PortModel, model: ClusterModel): (node: NodeFacts) => Told {
  const policy = port.policies[service.service.externalTrafficPolicy];
  const blastOf = blastRowOf(policy, port, model);
  const { namespace, name } = service.service;
  return (node) => {
    const inRotation = policy.rotation.includes(node);
    const { atRiskWhileProbed, windowSeconds } = blastOf(node);
    const entering = inRotation ? 1 / policy.rotation.size : 0;
    return {
      verdict: nodeVerdict(service, port, node, model).verdict,
      inRotation,
      loss: { service: { namespace, name }, entering, atRiskWhileProbed, windowSeconds },
    };
  };
}

/** Views with ordinary members, those that lose most first, by the pool they share. */
type OrdinaryByPool = ReadonlyMap<ReadonlySet<string>, readonly ServiceView[]>;

function ordinaryByPool(views: readonly ServiceView[]): OrdinaryByPool {
  const byPool = new Map<ReadonlySet<string>, ServiceView[]>();
  for (const view of views) {
    if (view.ordinary === null) continue;
    const known = byPool.get(view.pool);
    if (known) known.push(view);
    else byPool.set(view.pool, [view]);
  }
  for (const group of byPool.values()) group.sort((a, b) => riskOf(b.ordinary) - riskOf(a.ordinary));
  return byPool;
}

const riskOf = (told: Told | null): number => told?.loss.atRiskWhileProbed ?? 0;

interface Hosted {
  services: number;
  endpoints: number;
}

function hostedBy(analysis: Analysis): ReadonlyMap<string, Hosted> {
  const hosted = new Map<string, Hosted>();
  for (const { model: service } of analysis.services.values()) {
    for (const name of service.hostNames) {
      const own = hosted.get(name) ?? { services: 0, endpoints: 0 };
      own.services++;
      hosted.set(name, own);
    }
    for (const endpoint of service.ports[0]?.endpoints ?? []) {
      const own = endpoint.nodeName === null ? undefined : hosted.get(endpoint.nodeName);
      if (own) own.endpoints++;
    }
  }
  return hosted;
}

function summaryOf(
  node: NodeFacts,
  views: readonly ServiceView[],
  byPool: OrdinaryByPool,
  hosted: ReadonlyMap<string, Hosted>,
): NodeSummary {
  const verdicts: Partial<Record<Verdict, number>> = {};
  let inRotationOf = 0;
  let worst: Told | null = null;
  const add = (told: Told): void => {
    verdicts[told.verdict] = (verdicts[told.verdict] ?? 0) + 1;
    if (told.inRotation) inRotationOf++;
    if (riskOf(told) > riskOf(worst)) worst = told;
  };
  for (const { special } of views) {
    const told = special.get(node.name);
    if (told) add(told);
  }
  for (const [pool, group] of byPool) {
    if (!pool.has(node.name)) continue;
    for (const { special, ordinary } of group) if (ordinary !== null && !special.has(node.name)) add(ordinary);
  }
  const own = hosted.get(node.name);
  return {
    ...identityOf(node),
    services: own?.services ?? 0,
    endpoints: own?.endpoints ?? 0,
    inRotationOf,
    worst: lossOf(worst),
    verdicts,
  };
}

function lossOf(told: Told | null): NodeSummary['worst'] {
  return told === null || told.loss.atRiskWhileProbed === 0 ? null : told.loss;
}

type Identity = Omit<NodeSummary, 'services' | 'endpoints' | 'inRotationOf' | 'worst' | 'verdicts'>;

function identityOf(node: NodeFacts): Identity {
  return {
    name: node.name,
    ip: node.ip,
    pool: node.agentPool,
    zone: node.zone,
    spot: node.spot,
    ready: node.ready === 'True',
    silent: node.lost,
    known: !node.ghost,
    lastHeartbeatAt: node.heartbeat.state === 'stopped' ? node.heartbeat.lastAt : null,
    departure: node.departure === null ? null : departureWords[node.departure.kind],
  };
}
