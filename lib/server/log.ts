import { processWide } from './process-wide.ts';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What the server needs of a logger. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };

const holder = (): { log: Log } => processWide('log', () => ({ log: silent }));

/** The log of this process; silent until one was set. */
export function processLog(): Log {
  return holder().log;
}

export function setProcessLog(log: Log): void {
  holder().log = log;
}
