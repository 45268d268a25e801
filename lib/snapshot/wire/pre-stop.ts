import { z } from 'zod';
import type { PreStop } from '../pod.ts';
import { listOf, presence, text } from './wire-fields.ts';

export const preStopHook = z
  .object({
    sleep: z.object({ seconds: z.number().min(0) }).nullish(),
    exec: z.object({ command: listOf(z.string()) }).nullish(),
    httpGet: z.object({ path: text }).nullish(),
    tcpSocket: presence,
  })
  .nullish();

const SECONDS_PER_UNIT: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };
const DURATION = /^(\d{1,9}(?:\.\d{1,9})?)([smhd]?)$/;
const SLEEP_PROGRAM = /^(?:\/[\w./-]*\/)?sleep$/;
const SHELL = /^(?:\/[\w./-]*\/)?(?:sh|bash|ash|dash)$/;
const SHELL_SCRIPT_FLAG = /^-[a-z]*c$/;

function sleepSeconds(words: readonly string[]): number | null {
  const [program, duration, ...more] = words;
  if (program === undefined || duration === undefined || more.length > 0 || !SLEEP_PROGRAM.test(program)) return null;
  const match = DURATION.exec(duration);
  const perUnit = SECONDS_PER_UNIT[match?.[2] ?? ''];
  return match && perUnit !== undefined ? Number(match[1]) * perUnit : null;
}

/** Seconds of a script that is nothing but one sleep. */
function scriptSleepSeconds(script: string): number | null {
  const words = script.trim().replace(/;$/, '').trim().split(/\s+/);
  return sleepSeconds(words[0] === 'exec' ? words.slice(1) : words);
}

function commandSeconds(command: readonly string[]): number | null {
  const [program, option, script, ...more] = command;
  const isShell = program !== undefined && SHELL.test(program) && SHELL_SCRIPT_FLAG.test(option ?? '');
  if (isShell && script !== undefined && more.length === 0) return scriptSleepSeconds(script);
  return sleepSeconds(command);
}

/** The program alone: its arguments may hold credentials. */
function describeCommand(command: readonly string[]): string {
  const program = command[0]?.trim().split(/\s+/)[0] ?? '';
  return `exec ${program.slice(0, 200)}`.trim();
}

/** What a container does before SIGTERM, and for how long where the object tells. */
export function toPreStop(hook: z.output<typeof preStopHook>): PreStop {
  if (!hook) return { kind: 'none' };
  if (hook.sleep) return { kind: 'sleep', seconds: hook.sleep.seconds };
  if (hook.exec) {
    const command = hook.exec.command ?? [];
    const seconds = commandSeconds(command);
    return seconds === null ? { kind: 'unknown', description: describeCommand(command) } : { kind: 'sleep', seconds };
  }
  if (hook.httpGet) return { kind: 'unknown', description: `httpGet ${hook.httpGet.path?.split('?')[0] || '/'}` };
  return { kind: 'unknown', description: hook.tcpSocket ? 'tcpSocket' : 'no handler' };
}
