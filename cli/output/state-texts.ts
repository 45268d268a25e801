import type { Known } from '../../lib/report/known.ts';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import type { Verdict } from '../../lib/report/verdict-report.ts';
import type { CliIo } from './cli-io.ts';
import { statusStyles, verdictStyles } from './state-styles.ts';

/** Status in its colour; not green when it follows from objects only and no probe was seen. */
export function statusText({ status, known }: Pick<ServiceReport, 'status' | 'known'>, io: CliIo): string {
  if (known === 'measured' || status === 'unknown') return io.paint(statusStyles[status], status);
  return io.paint(status === 'healthy' ? 'gray' : statusStyles[status], `${status} (computed)`);
}

/** Verdict in its colour; not green when nobody saw the node in rotation. */
export function verdictText(verdict: Verdict, known: Known, io: CliIo): string {
  const isUnseen = verdict === 'in-rotation' && known !== 'measured';
  return isUnseen ? io.paint('gray', `${verdict} (${known})`) : io.paint(verdictStyles[verdict], verdict);
}
