import { clusterVerdict } from '../../lib/analysis/report/cluster-verdict.ts';
import type { AnalyzedBundle } from './analyzed-bundle.ts';

interface BundleVerdict {
  readonly cluster: string;
  readonly takenAt: string;
  readonly sentence: string;
}

/** What is said first of a bundle. */
export function bundleVerdict(bundle: AnalyzedBundle): BundleVerdict {
  if (bundle.kind === 'service') return bundle.report;
  const { cluster, takenAt } = bundle.analysis.snapshot;
  return { cluster, takenAt, sentence: clusterVerdict(bundle.analysis).sentence };
}
