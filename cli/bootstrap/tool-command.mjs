import { delimiter, dirname, join } from 'node:path';
import { projectDir } from './project-dir.mjs';
import { runCommand } from './run-command.mjs';

/**
 * Runs a tool of node_modules on the chosen Node, whatever Node the shell would find.
 *
 * @param {string} node
 * @param {string} tool name in node_modules/.bin
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [env]
 * @returns {Promise<number>} exit code
 */
export function runTool(node, tool, args, env = {}) {
  return runCommand(node, [join(projectDir, 'node_modules', '.bin', tool), ...args], {
    env: { ...nodeEnv(node), ...env },
  });
}

/** @param {string} node */
export function nodeEnv(node) {
  return { PATH: [dirname(node), process.env.PATH ?? ''].join(delimiter), NEXT_TELEMETRY_DISABLED: '1' };
}
