import { join } from 'node:path';
import { openClusters } from '../../lib/server/clusters/open-clusters.ts';
import type { ServerConfig } from '../../lib/server/config/config.ts';
import { readConfig } from '../../lib/server/config/read-config.ts';
import { createLog } from '../../lib/server/create-log.ts';
import { type Log, setProcessLog } from '../../lib/server/log.ts';
import { openPages } from '../../lib/server/pages.ts';
import { type RunningServer, startServer } from '../../lib/server/start-server.ts';
import { type CliIo, exitCodes } from '../output/cli-io.ts';
import { startEmbeddedProcess } from './embedded-process.ts';
import { stopSignal } from './stop-signal.ts';

export interface ServeOptions {
  /** By name, without dashes. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly dev: boolean;
  readonly env: NodeJS.ProcessEnv;
}

const projectDir = join(import.meta.dirname, '..', '..');

/** Serves until a signal says to stop. Answers the exit code. */
export async function serve({ flags, dev, env }: ServeOptions, io: CliIo): Promise<number> {
  const stopped = stopSignal();
  const config = readConfig(flags, env);
  if (!config.ok) return refuse(config.problems, io);
  const log = createLog(config.value.logLevel);
  setProcessLog(log);
  const started = await start(config.value, dev, log, io);
  if (!started.ok) return refuse(started.problems, io);
  const signal = await stopped;
  log.info({ signal }, 'stopping');
  await started.server.stop();
  return exitCodes.good;
}

type Started =
  | { readonly ok: true; readonly server: RunningServer }
  | { readonly ok: false; readonly problems: readonly string[] };

async function start(config: ServerConfig, dev: boolean, log: Log, io: CliIo): Promise<Started> {
  const opened = await openClusters(config, log, (scenario) => startEmbeddedProcess({ scenario, speed: 1 }));
  if (!opened.ok) return opened;
  const { clusters, armUsage, notices } = opened;
  const pages = await openPages(projectDir, dev, config.host);
  if (!pages.ok) return { ok: false, problems: [pages.message] };
  const started = await startServer({ config, dev, pages: pages.pages, clusters, armUsage, log });
  if (!started.ok) return { ok: false, problems: [started.message] };
  const { server } = started;
  for (const notice of notices) io.out(`${notice}\n`);
  if (server.takenPort !== null) io.out(`Port ${server.takenPort} is taken, so a free one is used.\n`);
  io.out(`AKS Ingress Health is at ${server.url}\n`);
  return { ok: true, server };
}

function refuse(problems: readonly string[], io: CliIo): number {
  io.err(`Cannot start:\n${problems.map((problem) => `  ${problem}\n`).join('')}`);
  return exitCodes.badInput;
}
