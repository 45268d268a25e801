#!/usr/bin/env node
// The command of the package. Runs on any Node, and goes on with one that can run the sources.
import { join } from 'node:path';
import { chooseNode } from './bootstrap/choose-node.mjs';
import { serveFlags } from './bootstrap/node-flags.mjs';
import { projectDir } from './bootstrap/project-dir.mjs';
import { runCommand } from './bootstrap/run-command.mjs';

const node = chooseNode();
if (node.ok) {
  const args = process.argv.slice(2);
  const flags = args[0] === 'serve' ? serveFlags : [];
  process.exitCode = await runCommand(node.path, [...flags, join(projectDir, 'cli', 'main.ts'), ...args], {
    cwd: process.cwd(),
    stdin: 'inherit',
  });
} else {
  process.stderr.write(`${node.message}\n`);
  process.exitCode = 1;
}
