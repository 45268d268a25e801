import type { Analysis } from '../analysis/analysis.ts';
import { analyze } from '../analysis/analyze.ts';
import { reanalyze } from '../analysis/reanalyze.ts';
import type { AnalysisSettings } from '../analysis/settings.ts';
import type { Analyzer } from './analyzer.ts';
import { canChangeWithTime } from './publish/time-dependence.ts';

/** The real analysis, for clusters that are served. */
export function clusterAnalyzer(settings: AnalysisSettings): Analyzer<Analysis> {
  return { analyze: (snapshot) => analyze(snapshot, settings), reanalyze, canChangeWithTime };
}
