import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyze } from '../../lib/analysis/analyze.ts';
import { endpointsCommand, zonesCommand } from '../../lib/analysis/findings/commands.ts';
import { kubectlCommands } from '../../lib/analysis/testing/proof/command-table.ts';
import { shellWords } from '../../lib/analysis/testing/proof/shell-words.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { advance } from '../../simulator/kernel/run-world.ts';
import { type Simulator, startSimulator } from '../../simulator/start-simulator.ts';
import { Kubectl, kubectlPath } from '../../simulator/testing/kubectl.ts';
import { captureWorld } from './capture/capture-world.ts';

/** Verbs that need another word to tell their flags. */
const HELP_OF: Readonly<Record<string, readonly string[]>> = {
  create: ['create', 'poddisruptionbudget'],
  rollout: ['rollout', 'status'],
};

const longName: Readonly<Record<string, string>> = {
  '-A': '-A, --all-namespaces',
  '-L': '-L, --label-columns',
  '-l': '-l, --selector',
  '-o': '-o, --output',
  '-p': '-p, --patch',
};
/** Of every command, or two flags in one word. */
const EVERYWHERE = new Set(['-n', '--context', '-it']);

test.each(Object.entries(kubectlCommands))(
  'kubectl %s has the flags that findings give it',
  (verb, { needs, takes }) => {
    const help = spawnSync(kubectlPath(), [...(HELP_OF[verb] ?? [verb]), '--help'], { encoding: 'utf8' }).stdout;
    const flags = [...needs, ...takes].filter((flag) => !EVERYWHERE.has(flag));
    expect(flags.filter((flag) => !help.includes(`${longName[flag] ?? flag}=`))).toEqual([]);
  },
);

const READS = new Set(['get', 'describe']);

/** With how many seconds of each story played. */
const STORIES = [
  ['healthy', 20],
  ['rollout-without-prestop', 20],
  ['no-ready-pods', 300],
  ['network-policy-blocks', 300],
  ['node-dies-silently', 100],
] as const;

describe.each(STORIES)('commands of findings in scenario %s after %i s', (scenario, seconds) => {
  let simulator: Simulator;
  let kubectl: Kubectl;
  let snapshot: Snapshot;

  beforeAll(async () => {
    simulator = await startSimulator({ scenario, speed: 0 });
    advance(simulator.world, simulator.world.now + seconds * 1000);
    kubectl = new Kubectl(simulator);
    ({ snapshot } = captureWorld(simulator.world, { withHealth: true }));
  });
  afterAll(async () => {
    kubectl.close();
    await simulator.stop();
  });

  const run = (command: string) =>
    kubectl.run(
      shellWords(command)
        .slice(1)
        .map(({ text }) => text),
    );

  test('that read are answered', async () => {
    const commands = new Set(
      analyze(snapshot)
        .findings.flatMap(({ fix, verify }) => [...fix.commands, ...verify.map(({ command }) => command)])
        .filter((command) => READS.has(shellWords(command).find(({ text }) => READS.has(text))?.text ?? '')),
    );
    expect(commands.size).toBeGreaterThan(2);
    for (const command of commands) expect(await run(command), command).toMatchObject({ exitCode: 0 });
  });

  test('that change something are taken', async () => {
    const commands = analyze(snapshot).findings.flatMap(({ fix }) =>
      fix.commands.filter((command) => / (patch|annotate|label|scale) /.test(command) && !command.includes('<')),
    );
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands)
      expect(await run(`${command} --dry-run=server`), command).toMatchObject({ exitCode: 0 });
  });

  test('show node and conditions of each endpoint, and the zone of each node', async () => {
    const [service] = snapshot.kubernetes.services ?? [];
    if (service === undefined) throw new Error('the scenario has a Service');
    const own = (snapshot.kubernetes.endpointSlices ?? []).filter(({ serviceName }) => serviceName === service.name);
    const { stdout } = await run(endpointsCommand(snapshot, service));
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(own.flatMap(({ endpoints }) => endpoints).length);
    for (const { nodeName, address, ready } of own.flatMap(({ endpoints }) => endpoints))
      expect(lines.filter((line) => line.startsWith(`${nodeName} ${address} {"ready":${ready}`))).toHaveLength(1);
    expect((await run(zonesCommand(snapshot))).stdout).toMatch(/ZONE\n.* \S+-\d\n/s);
  });
});
