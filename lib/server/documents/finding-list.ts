import type { Analysis } from '../../analysis/analysis.ts';
import { severityRank } from '../../analysis/findings/severity-order.ts';
import type { FindingList } from '../../report/cluster-documents.ts';
import type { Severity } from '../../report/finding.ts';

export interface FindingFilter {
  /** This and worse. */
  readonly severity?: Severity | undefined;
  readonly code?: string | undefined;
  /** `namespace/name`. */
  readonly service?: string | undefined;
}

export function findingList(analysis: Analysis, { severity, code, service }: FindingFilter): FindingList {
  const findings = analysis.findings.filter(
    (finding) =>
      (severity === undefined || severityRank[finding.severity] <= severityRank[severity]) &&
      (code === undefined || finding.code === code) &&
      (service === undefined || `${finding.service?.namespace}/${finding.service?.name}` === service),
  );
  const { cluster, takenAt } = analysis.snapshot;
  return { formatVersion: 1, cluster, takenAt, findings };
}
