import { processIo } from './output/cli-io.ts';
import { runProgram } from './program.ts';

// Whoever reads our output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runProgram(process.argv.slice(2), processIo);

// What a library left open must not keep a command that is done.
setTimeout(() => process.exit(), 100).unref();
