import type { Finding, Severity } from '../../report/finding.ts';

export const severityRank: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3, info: 4 };

/** Worst first; equal ones keep their order. */
export function worstFirst<T extends Pick<Finding, 'severity'>>(findings: readonly T[]): readonly T[] {
  if (findings.length < 2) return findings;
  const bySeverity: Record<Severity, T[]> = { critical: [], high: [], medium: [], low: [], info: [] };
  for (const finding of findings) bySeverity[finding.severity].push(finding);
  const { critical, high, medium, low, info } = bySeverity;
  return [...critical, ...high, ...medium, ...low, ...info];
}
