import type { Limit } from '../../lib/report/load-balancer-report.ts';
import { Figure } from '../explain/figure.tsx';
import { formatNumber } from '../format.ts';
import { KnownTag } from '../ui/known-tag.tsx';
import { explainLimit } from './explain-limit.ts';

const NEAR = 0.8;

/** How much of what Azure allows is used. */
export function BalancerLimits({ limits }: { readonly limits: readonly Limit[] }) {
  if (limits.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-x-8 gap-y-2 border-b border-line px-4 py-3" aria-label="Limits of Azure">
      {limits.map((limit) => (
        <li key={limit.name} className="grid min-w-44 gap-1">
          <span className="flex items-baseline gap-2">
            <span className="text-soft">{limit.name}</span>
            <KnownTag known={limit.known} />
          </span>
          <span className={isNear(limit) ? 'font-semibold text-degraded-ink' : ''}>
            <Figure what={`the use of ${limit.name}`} explain={() => explainLimit(limit)}>
              {formatNumber(limit.used)} of {formatNumber(limit.allowed)}
            </Figure>
            {isNear(limit) && ' (near the limit)'}
          </span>
          <span aria-hidden="true" className="block h-1 rounded-sm bg-sunken">
            <span
              className={`block h-1 rounded-sm ${isNear(limit) ? 'bg-degraded' : 'bg-idle'}`}
              style={{ width: `${Math.min(100, (limit.used / limit.allowed) * 100)}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}

function isNear({ used, allowed }: Limit): boolean {
  return used >= NEAR * allowed;
}
