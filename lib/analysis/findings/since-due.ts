import type { AnalyzedService } from '../analysis.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { sinceOf } from './since-of.ts';

/** Whether a finding can be dated now that could not before: the clock of who dated it was ahead. */
export function canBeDated({ model: service, findings }: AnalyzedService, model: ClusterModel): boolean {
  return findings.some((finding) => finding.since === null && sinceOf(finding, service, model) !== null);
}
