import Link from 'next/link';
import type { ServiceRef } from '../../lib/report/load-balancer-report.ts';
import { servicePath } from '../cluster/service-path.ts';
import { refText } from './filter-balancer.ts';

interface OwnersProps {
  /** Id of the cluster in addresses. */
  readonly cluster: string;
  readonly owners: readonly ServiceRef[];
  /** Said where there is none. */
  readonly none: string;
}

/** Services that an Azure object is for, as links. */
export function Owners({ cluster, owners, none }: OwnersProps) {
  if (owners.length === 0) return <span className="text-soft">{none}</span>;
  return (
    <ul className="flex flex-wrap gap-x-3">
      {owners.map((owner) => (
        <li key={refText(owner)}>
          <Link href={servicePath(cluster, owner)} prefetch={false} className="font-mono text-xs">
            {refText(owner)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
