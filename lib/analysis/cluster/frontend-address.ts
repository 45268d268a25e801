import type { LoadBalancer, LoadBalancingRule } from '../../snapshot/load-balancer.ts';
import type { ClusterModel } from './cluster-model.ts';

/** The address that clients of a rule connect to; null: it has no frontend, or its address is not known. */
export function frontendAddress(
  { frontends }: LoadBalancer,
  { frontendId }: LoadBalancingRule,
  { publicIps }: Pick<ClusterModel, 'publicIps'>,
): string | null {
  const frontend = frontends.find(({ id }) => id.toLowerCase() === frontendId?.toLowerCase());
  if (frontend === undefined) return null;
  return frontend.privateIPAddress ?? publicIps.get(frontend.publicIPAddressId?.toLowerCase() ?? '')?.ipAddress ?? null;
}
