import { formatInstant } from '../format.ts';
import type { FleetRow } from './fleet-row.ts';

/** Where the data comes from: nobody may take a recording or a simulated cluster for the real one. */
export function OriginLine({ origin, takenAt }: Pick<FleetRow, 'origin' | 'takenAt'>) {
  switch (origin) {
    case 'live':
      return null;
    case 'bundle':
      return <span className="text-xs text-soft">recorded{takenAt === null ? '' : ` ${formatInstant(takenAt)}`}</span>;
    case 'embedded':
      return <span className="text-xs text-soft">embedded AKS, not a real cluster</span>;
  }
}
