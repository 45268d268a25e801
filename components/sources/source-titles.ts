import type { SourceName } from '../../lib/snapshot/source-status.ts';

/** In the order in which sources are shown. */
export const sourceNames: readonly SourceName[] = ['kubernetes', 'azure', 'probes'];

export const sourceTitles: Readonly<Record<SourceName, string>> = {
  kubernetes: 'Kubernetes',
  azure: 'Azure',
  probes: 'Probe status',
};
