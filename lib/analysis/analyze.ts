import type { ListedFinding } from '../report/finding.ts';
import type { Service } from '../snapshot/service.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { isMuted } from './acknowledgements/acknowledge-findings.ts';
import { listFindings } from './acknowledgements/list-findings.ts';
import type { Analysis, AnalyzedService } from './analysis.ts';
import { clusterOrphans } from './azure/cluster-orphans.ts';
import { type ClusterModel, clusterModel } from './cluster/cluster-model.ts';
import { clusterFindingRules } from './findings/all-rules.ts';
import { ingressPools } from './findings/ingress-pools.ts';
import { serviceFindings } from './findings/service-findings.ts';
import { worstFirst } from './findings/severity-order.ts';
import { serviceKey, serviceModel } from './service/service-model.ts';
import { serviceState } from './service/service-state.ts';
import { verdictCounts } from './service/verdict-counts.ts';
import { type AnalysisSettings, defaultSettings } from './settings.ts';

/**
 * Everything that can be concluded from a snapshot. Pure: the same snapshot gives the same answer, whatever the order
 * of its lists. Lists that are not loaded (null) make answers unknown, never healthy. docs/model.md, all sections.
 */
export function analyze(snapshot: Snapshot, settings: AnalysisSettings = defaultSettings): Analysis {
  const model = clusterModel(snapshot, settings);
  const services = new Map<string, AnalyzedService>();
  for (const service of inNameOrder(snapshot.kubernetes.services ?? [])) {
    services.set(serviceKey(service), analyzeService(service, model));
  }
  return assembleAnalysis(model, services, null);
}

export function analyzeService(service: Service, model: ClusterModel): AnalyzedService {
  const built = serviceModel(service, model);
  const findings = serviceFindings(built, model);
  const first = built.ports[0];
  const counts = first ? verdictCounts(built, first, model) : {};
  return { model: built, state: serviceState(built, findings, counts, model), findings };
}

/** Adds what concerns no single Service. `knownOrphans` null: to be looked for. */
export function assembleAnalysis(
  model: ClusterModel,
  services: ReadonlyMap<string, AnalyzedService>,
  knownOrphans: Analysis['orphans'] | null,
): Analysis {
  const models = [...services.values()].map((entry) => entry.model);
  const orphans = knownOrphans ?? clusterOrphans(model, models);
  const facts = { model, services: models, orphans, ingressPools: ingressPools(models) };
  const clusterFindings = listFindings(
    clusterFindingRules.flatMap((rule) => rule.check(facts)),
    null,
    model,
  );
  const ofServices = [...services.values()].flatMap((entry) => entry.findings);
  return {
    snapshot: model.snapshot,
    model,
    services,
    orphans,
    clusterFindings,
    findings: mutedLast([...ofServices, ...clusterFindings]),
  };
}

function mutedLast(findings: readonly ListedFinding[]): readonly ListedFinding[] {
  if (!findings.some(isMuted)) return worstFirst(findings);
  return [...worstFirst(findings.filter((finding) => !isMuted(finding))), ...worstFirst(findings.filter(isMuted))];
}

export function inNameOrder(services: readonly Service[]): readonly Service[] {
  return services.toSorted((a, b) => compareText(a.namespace, b.namespace) || compareText(a.name, b.name));
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
