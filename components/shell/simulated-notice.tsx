import { ControlPanel } from '../embedded/control-panel.tsx';
import type { ClusterOrigin } from './cluster-origin.ts';

/** Nobody may take the embedded cluster for a real one. */
export function SimulatedNotice({ origin }: { readonly origin: ClusterOrigin }) {
  return origin === 'embedded' ? <ControlPanel /> : null;
}
