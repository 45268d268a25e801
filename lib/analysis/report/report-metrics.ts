import type { LoadBalancerReport } from '../../report/load-balancer-report.ts';
import type { LoadBalancer } from '../../snapshot/load-balancer.ts';
import { averageOf, metricsOf } from '../azure/metric-index.ts';
import { fullestMember } from '../azure/snat-use.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { frontendAddress } from '../cluster/frontend-address.ts';

/** What Azure Monitor says of a load balancer: a row for each address and port that has a rule. Null: not read. */
export function reportMetrics(balancer: LoadBalancer, model: ClusterModel): LoadBalancerReport['metrics'] {
  const metrics = metricsOf(model.snapshot, balancer.id);
  if (metrics === null) return null;
  const places = new Map<string, { ip: string; port: number }>();
  for (const rule of balancer.rules) {
    const ip = frontendAddress(balancer, rule, model);
    if (ip !== null) places.set(`${ip} ${rule.frontendPort}`, { ip, port: rule.frontendPort });
  }
  const frontends = [...places.values()].map(({ ip, port }) => ({
    ip,
    port,
    dataPath: averageOf(metrics.at('VipAvailability', ip, port)),
    probes: averageOf(metrics.at('DipAvailability', ip, port)),
  }));
  return { observedAt: metrics.observedAt, frontends, snat: fullestMember(metrics) };
}
