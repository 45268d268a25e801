import type { Service } from '../../snapshot/service.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import { endOfDay } from './end-of-day.ts';

/** On a Service: `CODE until YYYY-MM-DD: REASON`, several of them on lines of their own or with `;` between. */
export const ACKNOWLEDGE_ANNOTATION = 'aks-ingress-health/acknowledge';

export interface ParsedAnnotation {
  readonly acknowledgements: readonly Acknowledgement[];
  /** What is wrong with each entry that could not be used. */
  readonly problems: readonly string[];
}

const NOTHING: ParsedAnnotation = { acknowledgements: [], problems: [] };
const ENTRY = /^([a-z0-9-]+)\s+until\s+(\S+?)\s*:\s*(.+)$/;

/** docs/model.md "Acknowledgements". A Service without the annotation has none. */
export function parseAnnotation(service: Service): ParsedAnnotation {
  const text = service.annotations[ACKNOWLEDGE_ANNOTATION];
  if (text === undefined) return NOTHING;
  const acknowledgements: Acknowledgement[] = [];
  const problems: string[] = [];
  for (const part of text.split(/[\n;]/)) {
    const entry = part.trim();
    if (entry === '') continue;
    const read = readEntry(entry);
    if (typeof read === 'string') problems.push(read);
    else {
      const { namespace, name } = service;
      acknowledgements.push({
        ...read,
        service: { namespace, name },
        object: null,
        cluster: null,
        source: 'annotation',
      });
    }
  }
  return { acknowledgements, problems };
}

function readEntry(entry: string): Pick<Acknowledgement, 'code' | 'reason' | 'until'> | string {
  const [, code, day, reason] = ENTRY.exec(entry) ?? [];
  if (code === undefined || day === undefined || reason === undefined) {
    return `"${entry}" is not "CODE until YYYY-MM-DD: REASON"`;
  }
  const until = endOfDay(day);
  return until === null ? `"${day}" in "${entry}" is no day like 2026-12-31` : { code, reason, until };
}
