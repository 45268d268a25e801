import { pino } from 'pino';
import type { Log, LogLevel } from './log.ts';

const secrets = ['authorization', 'cookie', 'token', 'accessToken', 'password'];

/** One JSON object a line on stderr: stdout belongs to what was asked for. Secrets are cut out if one gets here. */
export function createLog(level: LogLevel, destination: { write(line: string): void } = process.stderr): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), remove: true },
    },
    destination,
  );
}
