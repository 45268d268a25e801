import type { Analysis } from '../../lib/analysis/analysis.ts';
import { reportFrame } from '../../lib/analysis/report-cluster.ts';
import { reportService } from '../../lib/analysis/report-service.ts';
import type { Report } from '../../lib/report/report.ts';

/**
 * The report about one Service: its own entry, the load balancers it uses, and the findings that name it. Null: there
 * is no such Service of type LoadBalancer.
 */
export function narrowReport(analysis: Analysis, namespace: string, name: string): Report | null {
  const service = reportService(analysis, { namespace, name });
  if (service === null) return null;
  const frame = reportFrame(analysis);
  const used = new Set([...service.rules, ...service.frontends].map((part) => part.loadBalancer));
  return {
    ...frame,
    sentence: service.sentence,
    services: [service],
    loadBalancers: frame.loadBalancers.filter((balancer) => used.has(balancer.name)),
    findings: frame.findings.filter(
      (finding) =>
        (finding.service?.namespace === namespace && finding.service.name === name) ||
        finding.objects.some(
          (object) => object.kind === 'Service' && object.namespace === namespace && object.name === name,
        ),
    ),
  };
}
