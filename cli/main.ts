import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// The sources run as they are; what Node made of them is kept, where the packages are, for the next time.
enableCompileCache(join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled-sources'));

const { processIo } = await import('./output/cli-io.ts');
const { runProgram } = await import('./program.ts');

// Whoever reads our output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runProgram(process.argv.slice(2), processIo);

// What a library left open must not keep a command that is done.
setTimeout(() => process.exit(), 100).unref();
