import { type CliIo, exitCodes } from '../output/cli-io.ts';
import { askControl, type ControlAnswer, type ControlRequest } from './control-client.ts';
import { journalText, stateText } from './print-state.ts';
import { type WorldState, worldStateSchema } from './world-state.ts';

const state: ControlRequest = { path: '/state', body: null };

/** Prints how the simulated cluster is. Answers the exit code. */
export async function printState(base: string, json: boolean, io: CliIo): Promise<number> {
  const answer = await askControl(base, state);
  if (!answer.ok) return refuse(answer.message, io);
  if (json) {
    io.out(`${JSON.stringify(answer.value, null, 2)}\n`);
    return exitCodes.good;
  }
  const read = readState(answer);
  if (!read.ok) return refuse(read.message, io);
  io.out(stateText(read.state));
  return exitCodes.good;
}

/** Does one thing and prints what it did, by the journal of the world. Answers the exit code. */
export async function simulate(base: string, request: ControlRequest, io: CliIo): Promise<number> {
  const before = readState(await askControl(base, state));
  if (!before.ok) return refuse(before.message, io);
  const done = await askControl(base, request);
  if (!done.ok) return refuse(done.message, io);
  const after = readState(await askControl(base, state));
  if (!after.ok) return refuse(after.message, io);
  const { now, speed, journal } = after.state;
  io.out(`Done. It is ${now}, ${speed === 0 ? 'paused' : `${speed}× speed`}.\n`);
  io.out(journalText(journal.slice(before.state.journal.length)));
  return exitCodes.good;
}

type ReadState = { readonly ok: true; readonly state: WorldState } | { readonly ok: false; readonly message: string };

function readState(answer: ControlAnswer): ReadState {
  if (!answer.ok) return answer;
  const parsed = worldStateSchema.safeParse(answer.value);
  if (parsed.success) return { ok: true, state: parsed.data };
  return { ok: false, message: 'What answers there is no embedded AKS of this version.' };
}

export function refuse(message: string, io: CliIo): number {
  io.err(`${message}\n`);
  return exitCodes.badInput;
}
