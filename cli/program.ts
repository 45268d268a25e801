import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { addAnalyzeCommand } from './analyze/add-analyze-command.ts';
import { addCaptureCommand } from './capture/add-capture-command.ts';
import { type CliIo, exitCodes } from './output/cli-io.ts';
import { addServeCommand } from './serve/add-serve-command.ts';
import { addSimulateCommand } from './simulate/add-simulate-command.ts';

/** Runs the command that the arguments name. Answers the exit code. */
export async function runProgram(args: readonly string[], io: CliIo): Promise<number> {
  let exitCode: number = exitCodes.good;
  const done = (code: number) => {
    exitCode = code;
  };
  const program = new Command('aks-ingress-health')
    .description(manifest.description)
    .version(manifest.version)
    .configureOutput({ writeOut: io.out, writeErr: io.err })
    .showHelpAfterError('(--help shows what there is)')
    .exitOverride();
  addAnalyzeCommand(program, io, done);
  addCaptureCommand(program, io, done);
  addServeCommand(program, io, done);
  addSimulateCommand(program, io, done);
  for (const command of program.commands) command.copyInheritedSettings(program);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.good : exitCodes.badInput;
  }
  return exitCode;
}
