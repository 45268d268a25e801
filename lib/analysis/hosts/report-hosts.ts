import type { ServiceSummary } from '../../report/cluster-summary.ts';
import type { ServiceReport } from '../../report/service-report.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { serviceHosts } from './service-hosts.ts';

/** An ingress controller may serve thousands of hosts; the search finds all of them. */
const LISTED_MAX = 500;
const NAMED_MAX = 100;

/** Hosts of one Service with what names them. */
export function reportHosts(service: ServiceModel, model: ClusterModel): Pick<ServiceReport, 'hostCount' | 'hosts'> {
  const hosts = serviceHosts(service, model);
  return { hostCount: namesOf(hosts).size, hosts: hosts.slice(0, LISTED_MAX) };
}

/** Names only, for one row of many. */
export function summarizeHosts(
  service: ServiceModel,
  model: ClusterModel,
): Pick<ServiceSummary, 'hostCount' | 'hosts'> {
  const names = namesOf(serviceHosts(service, model));
  return { hostCount: names.size, hosts: [...names].slice(0, NAMED_MAX) };
}

function namesOf(hosts: ReturnType<typeof serviceHosts>): ReadonlySet<string> {
  return new Set(hosts.map(({ host }) => host));
}
