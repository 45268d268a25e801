import type { Analysis } from '../analysis/analysis.ts';
import { analyze } from '../analysis/analyze.ts';
import { reanalyze } from '../analysis/reanalyze.ts';
import type { Analyzer } from './analyzer.ts';
import { canChangeWithTime } from './publish/time-dependence.ts';

/** The real analysis, for clusters that are served. */
export const clusterAnalyzer: Analyzer<Analysis> = {
  analyze: (snapshot) => analyze(snapshot),
  reanalyze,
  canChangeWithTime,
};
