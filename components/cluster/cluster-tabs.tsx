'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { clusterPath } from './service-path.ts';

const tabs = [
  { label: 'Overview', path: '' },
  { label: 'Nodes', path: '/nodes' },
  { label: 'Load balancers', path: '/load-balancers' },
  { label: 'Findings', path: '/findings' },
] as const;

/** The pages of one cluster. */
export function ClusterTabs({ cluster }: { readonly cluster: string }) {
  const here = usePathname();
  const base = clusterPath(cluster);
  return (
    <nav aria-label="Pages of the cluster" data-print="hide" className="overflow-x-auto border-b border-line">
      <ul className="flex gap-1">
        {tabs.map(({ label, path }) => {
          const href = `${base}${path}`;
          const isHere = here === href;
          return (
            <li key={label}>
              <Link
                href={href}
                prefetch={false}
                aria-current={isHere ? 'page' : undefined}
                className={`block border-b-2 px-3 py-1.5 whitespace-nowrap ${
                  isHere ? 'border-link font-semibold text-ink' : 'border-transparent text-soft hover:text-ink'
                }`}
              >
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
