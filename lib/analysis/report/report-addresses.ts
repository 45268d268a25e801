import type { ServiceReport } from '../../report/service-report.ts';
import type { Service } from '../../snapshot/service.ts';
import { additionalPublicIPs, pinnedIPs } from '../azure/annotations.ts';
import type { ServiceModel } from '../service/service-model.ts';

/** What the Service asks for and what its status says; what Azure holds are its frontends. docs/model.md "Frontend matching". */
export function reportAddresses({ service }: ServiceModel): ServiceReport['addresses'] {
  const withoutFrontend = new Set(additionalPublicIPs(service));
  return {
    wanted: wantedIPs(service),
    status: service.ingress.flatMap(({ ip }) => (ip === null || withoutFrontend.has(ip) ? [] : [ip])),
  };
}

/** An annotation of a family wins over `spec.loadBalancerIP`. */
function wantedIPs(service: Service): string[] {
  const all = [...new Set(pinnedIPs(service))];
  const { loadBalancerIP } = service;
  const isV6 = (ip: string): boolean => ip.includes(':');
  return all.filter((ip) => ip !== loadBalancerIP || !all.some((other) => other !== ip && isV6(other) === isV6(ip)));
}
