import type { Explanation } from '../explain/explanation.ts';
import { formatNumber } from '../format.ts';
import { statusOrder } from '../status-vocabulary.ts';
import { countServices, type FleetRow } from './fleet-row.ts';

/** How many Services a cluster has, by their status. docs/model.md "Status of a Service". */
export function explainServiceCount(row: Pick<FleetRow, 'services'>): Explanation {
  const { services } = row;
  return {
    formula: 'Services of type LoadBalancer of the cluster, each in one state: the worst that is true of it now.',
    filled: `${statusOrder.map((status) => `${formatNumber(services[status])} ${status}`).join(' + ')} = ${formatNumber(countServices(row))}`,
    inputs: statusOrder.map((status) => ({ name: status, value: formatNumber(services[status]) })),
    section: 'Status of a Service',
    known: 'computed',
  };
}
