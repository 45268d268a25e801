import { FlaskConical } from 'lucide-react';
import type { ClusterOrigin } from './cluster-origin.ts';

/** Nobody may take the embedded cluster for a real one. */
export function SimulatedNotice({ origin }: { readonly origin: ClusterOrigin }) {
  if (origin !== 'embedded') return null;
  return (
    <p className="flex items-center gap-2 rounded-md border border-dashed border-line-strong bg-surface px-3 py-2">
      <FlaskConical size={16} aria-hidden="true" className="text-soft" />
      This cluster is simulated inside the dashboard. Nothing of it is real.
    </p>
  );
}
