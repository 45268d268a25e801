import { Figure } from '../explain/figure.tsx';
import { HeadWords } from '../explain/head-words.tsx';
import { moveAmongFigures } from '../explain/move-among-figures.ts';
import { formatZone } from '../format.ts';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import { Section } from '../ui/section.tsx';
import { explainNodeCount } from './explain-service-row.ts';
import type { PoolTable as PoolTableModel, ZoneCell } from './prepare-pools.ts';

const headClass = 'border-b border-line px-2 py-1 font-medium text-soft';

/** Node pools against zones: how many nodes, and how many of them are not ready. */
export function PoolTable({ table }: { readonly table: PoolTableModel }) {
  if (table.rows.length === 0) return null;
  return (
    <Section
      id="pools"
      title="Pools and zones"
      term="node pool"
      hint="Nodes; those not ready, or not heard from, are counted apart."
    >
      <ScrollRegion label="Table of pools and zones" onKeyDown={moveAmongFigures}>
        <table className="w-full" aria-label="Nodes by pool and zone">
          <thead>
            <tr>
              <th scope="col" className={`${headClass} pl-4 text-left`}>
                <HeadWords of={{ head: 'Pool', term: 'node pool' }} />
              </th>
              <th scope="col" className={`${headClass} text-right`}>
                All
              </th>
              {table.zones.map((zone) => (
                <th key={zone} scope="col" className={`${headClass} text-right last:pr-4`}>
                  {formatZone(zone)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.pool} className="hover:bg-hover">
                <th scope="row" className="border-b border-line py-1 pr-2 pl-4 text-left font-normal">
                  <span className="font-mono text-xs">{row.pool}</span>
                  {row.spot && <span className="ml-2 rounded-sm bg-idle-wash px-1 text-xs text-idle-ink">spot</span>}
                </th>
                <NodeCount of={row.pool} cell={row} />
                {row.zones.map((cell, index) => (
                  <NodeCount key={table.zones[index]} of={row.pool} cell={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  );
}

function NodeCount({ of, cell }: { readonly of: string; readonly cell: ZoneCell | null }) {
  return (
    <td className="border-b border-line px-2 py-1 text-right whitespace-nowrap last:pr-4">
      {cell === null ? (
        <span className="text-soft">–</span>
      ) : (
        <Figure inTable what={`the number of nodes of ${of}`} explain={() => explainNodeCount(cell)}>
          {cell.nodes}
        </Figure>
      )}
      {cell !== null && cell.notReady > 0 && (
        <span className="block text-xs font-medium text-degraded-ink">{cell.notReady} not ready or silent</span>
      )}
    </td>
  );
}
