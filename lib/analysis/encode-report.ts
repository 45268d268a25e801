import type { EncodedReport, EncodedService, NodeRow } from '../report/encoded-report.ts';
import type { Analysis, AnalyzedService } from './analysis.ts';
import type { ClusterModel } from './cluster/cluster-model.ts';
import type { NodeFacts } from './cluster/node-facts.ts';
import { encodeObserved } from './report/encode-observed.ts';
import { encodePolicy } from './report/encode-policy.ts';
import { encodeVerdicts } from './report/encode-verdicts.ts';
import { reportFrame } from './report-cluster.ts';
import { serviceFrame } from './report-service.ts';

/** All nodes and all pool members without a Node, in the order that runs count in. */
export function nodeTable(model: ClusterModel): readonly NodeFacts[] {
  const ghosts = new Map<string, NodeFacts>();
  for (const pool of model.pools.values()) for (const ghost of pool.ghosts) ghosts.set(ghost.name, ghost);
  return [...model.nodes, ...ghosts.values()];
}

/** The report of a large cluster without its `services`, which `encodeService` makes one by one. */
export function encodedFrame(analysis: Analysis, table: readonly NodeFacts[]): Omit<EncodedReport, 'services'> {
  return { ...reportFrame(analysis), encoding: 'node-runs', nodes: table.map(nodeRow) };
}

/** Says what `serviceReport` says; cost grows with nodes only by a small constant. */
export function encodeService(
  entry: AnalyzedService,
  model: ClusterModel,
  table: readonly NodeFacts[],
): EncodedService {
  return {
    ...serviceFrame(entry, model),
    policies: {
      Cluster: encodePolicy(entry.model, 'Cluster', model, table),
      Local: encodePolicy(entry.model, 'Local', model, table),
    },
    verdictGroups: encodeVerdicts(entry.model, model, table),
    observedGroups: encodeObserved(entry.model, model, table),
  };
}

export function encodeReport(analysis: Analysis): EncodedReport {
  const table = nodeTable(analysis.model);
  const services = [...analysis.services.values()].map((entry) => encodeService(entry, analysis.model, table));
  return { ...encodedFrame(analysis, table), services };
}

/** A node in the table that runs count in. */
export function nodeRow(node: NodeFacts): NodeRow {
  return {
    name: node.name,
    ip: node.ip,
    ipv6: node.ips.find((address) => address.includes(':')) ?? null,
    pool: node.agentPool,
    zone: node.zone,
    spot: node.spot,
    ready: node.ready === 'True',
    silent: node.lost,
  };
}
