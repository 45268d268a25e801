import type { Severity } from '../../lib/report/finding.ts';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import type { Verdict } from '../../lib/report/verdict-report.ts';
import type { Style } from './cli-io.ts';

export const statusStyles: Readonly<Record<ServiceReport['status'], Style>> = {
  failing: 'redBright',
  degraded: 'yellow',
  healthy: 'green',
  unknown: 'gray',
};

export const severityStyles: Readonly<Record<Severity, Style>> = {
  critical: ['bold', 'redBright'],
  high: 'redBright',
  medium: 'yellow',
  low: 'cyan',
  info: 'gray',
};

export const verdictStyles: Readonly<Record<Verdict, Style>> = {
  'in-rotation': 'green',
  'expected-out': 'gray',
  draining: 'cyan',
  degraded: 'yellow',
  'wrongly-out': 'redBright',
  'wrongly-in': ['bold', 'redBright'],
  unknown: 'gray',
};
