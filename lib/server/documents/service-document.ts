import type { Analysis } from '../../analysis/analysis.ts';
import { reportService } from '../../analysis/report-service.ts';
import type { ServiceDocument } from '../../report/cluster-documents.ts';

/** Null: there is no such Service of type LoadBalancer. */
export function serviceDocument(analysis: Analysis, namespace: string, name: string): ServiceDocument | null {
  const report = reportService(analysis, { namespace, name });
  if (report === null) return null;
  return {
    formatVersion: 1,
    cluster: analysis.snapshot.cluster,
    takenAt: analysis.snapshot.takenAt,
    ...report,
    findings: [...(analysis.services.get(`${namespace}/${name}`)?.findings ?? [])],
  };
}
