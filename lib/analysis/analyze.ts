import type { Finding } from '../report/finding.ts';
import type { Service } from '../snapshot/service.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Analysis, AnalyzedService } from './analysis.ts';
import { clusterOrphans } from './azure/cluster-orphans.ts';
import { type ClusterModel, clusterModel } from './cluster/cluster-model.ts';
import { clusterFindingRules, serviceFindingRules } from './findings/all-rules.ts';
import { worstFirst } from './findings/severity-order.ts';
import { serviceKey, serviceModel } from './service/service-model.ts';
import { serviceState } from './service/service-state.ts';
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
  return assembleAnalysis(model, services);
}

export function analyzeService(service: Service, model: ClusterModel): AnalyzedService {
  const built = serviceModel(service, model);
  const findings = worstFirst(serviceFindingRules.flatMap((rule) => rule.check(built, model)));
  return { model: built, state: serviceState(built, findings, model), findings };
}

/** Adds what concerns no single Service. */
export function assembleAnalysis(model: ClusterModel, services: ReadonlyMap<string, AnalyzedService>): Analysis {
  const models = [...services.values()].map((entry) => entry.model);
  const facts = { model, services: models, orphans: clusterOrphans(model, models) };
  const clusterFindings: readonly Finding[] = clusterFindingRules.flatMap((rule) => rule.check(facts));
  const ofServices = [...services.values()].flatMap((entry) => entry.findings);
  return {
    snapshot: model.snapshot,
    model,
    services,
    clusterFindings: worstFirst(clusterFindings),
    findings: worstFirst([...ofServices, ...clusterFindings]),
  };
}

export function inNameOrder(services: readonly Service[]): readonly Service[] {
  return services.toSorted((a, b) => compareText(a.namespace, b.namespace) || compareText(a.name, b.name));
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
