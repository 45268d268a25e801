import type { Report } from '../../lib/report/report.ts';

/** The report about one Service (`ns/name`): its own entry, the load balancers it uses, and findings that name it. */
export function narrowReport(report: Report, service: string): Report {
  const services = report.services.filter((entry) => `${entry.namespace}/${entry.name}` === service);
  const used = new Set(services.flatMap((entry) => entry.rules.map((rule) => rule.loadBalancer)));
  const isNamed = (object: { kind: string; namespace: string | null; name: string }): boolean =>
    object.kind === 'Service' && `${object.namespace}/${object.name}` === service;
  return {
    ...report,
    sentence: services[0]?.sentence ?? report.sentence,
    services,
    loadBalancers: report.loadBalancers.filter((balancer) => used.has(balancer.name)),
    findings: report.findings.filter((finding) => finding.objects.some(isNamed)),
  };
}
