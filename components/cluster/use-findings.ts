'use client';

import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { ClusterSummary } from '../../lib/report/cluster-summary.ts';
import { findingSchema, type ListedFinding } from '../../lib/report/finding.ts';
import { type ClusterPageData, findingsShown } from './cluster-page-data.ts';

export interface Findings {
  readonly shown: readonly ListedFinding[];
  readonly total: number;
}

const answerSchema = z.object({ findings: z.array(findingSchema) });

/** Changes of findings come in bursts; this long the page waits for the end of one. */
const settleMs = 1000;

/**
 * The worst findings of the cluster. The event stream says only that some changed, so they are asked for then; until the
 * answer is there, and when there is none, the last good ones stay.
 */
export function useFindings({ id, findings, findingsTotal }: ClusterPageData, summary: ClusterSummary): Findings {
  const signature = signatureOf(summary);
  const [known, setKnown] = useState<Findings & { readonly signature: string }>({
    shown: findings,
    total: findingsTotal,
    signature,
  });

  // External system: the server's list of findings.
  useEffect(() => {
    if (known.signature === signature) return;
    const abort = new AbortController();
    const ask = async () => {
      const answer = await fetchFindings(id, abort.signal);
      if (answer === null) return;
      setKnown({ shown: answer.slice(0, findingsShown), total: answer.length, signature });
    };
    const timer = setTimeout(() => void ask(), settleMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [id, signature, known.signature]);

  return known;
}

async function fetchFindings(id: string, signal: AbortSignal): Promise<readonly ListedFinding[] | null> {
  try {
    const answer = await fetch(`/api/v1/clusters/${encodeURIComponent(id)}/findings`, { signal });
    const parsed = answerSchema.safeParse(await answer.json());
    return parsed.success ? parsed.data.findings : null;
  } catch {
    return null;
  }
}

/** Differs when some finding came, went or was reworded. */
function signatureOf(summary: ClusterSummary): string {
  return JSON.stringify([
    summary.findingCounts,
    summary.services.map(({ sentence, findings }) => [sentence, findings]),
  ]);
}
