import type { Analysis } from '../../../lib/analysis/analysis.ts';
import { reportService } from '../../../lib/analysis/report-service.ts';
import type { PolicyReport, PolicyVariant } from '../../../lib/report/policy-report.ts';
import type { ServiceReport } from '../../../lib/report/service-report.ts';
import type { Route } from './routes.ts';

export type ToldPolicy = Omit<PolicyReport, 'variants'> | PolicyVariant;

/** The report on the Service of a route. Throws when the analysis does not know the Service. */
export function toldService(analysis: Analysis, { service }: Route): ServiceReport {
  const { namespace = '', name } = service.metadata;
  const report = reportService(analysis, { namespace, name });
  if (report === null) throw new Error(`the analysis has no Service ${namespace}/${name}`);
  return report;
}

/** What is told of a route under a policy: its own variant, or the first port's where both are the same. */
export function toldPolicy(report: ServiceReport, route: Route, policy: 'Cluster' | 'Local'): ToldPolicy {
  const { port, family } = route;
  const told = report.policies[policy];
  return (
    told.variants.find((one) => one.port === port.port && one.protocol === port.protocol && one.family === family) ??
    told
  );
}
