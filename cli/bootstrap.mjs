// Starts from a fresh clone on whatever Node (20 or newer) npm runs on, so: plain JavaScript and nothing to import.
import { buildPages } from './bootstrap/build-pages.mjs';
import { chooseNode } from './bootstrap/choose-node.mjs';
import { installModules } from './bootstrap/install-modules.mjs';
import { serveFlags } from './bootstrap/node-flags.mjs';
import { runCommand } from './bootstrap/run-command.mjs';
import { testProduct } from './bootstrap/test-product.mjs';
import { nodeEnv } from './bootstrap/tool-command.mjs';

const modes = {
  start: async (node, args) => {
    const built = args.includes('--help') || args.includes('-h') ? 0 : await buildPages(node);
    if (built !== 0) return built;
    const command = [...serveFlags, 'cli/main.ts', 'serve', ...args];
    return runCommand(node, command, { env: nodeEnv(node), stdin: 'inherit' });
  },
  test: (node) => testProduct(node),
};

async function bootstrap([name, ...args]) {
  const mode = modes[name];
  if (mode === undefined) {
    process.stderr.write(`Usage: node cli/bootstrap.mjs ${Object.keys(modes).join('|')} [options]\n`);
    return 2;
  }
  const installed = await installModules();
  if (installed !== 0) return installed;
  const node = chooseNode();
  if (!node.ok) {
    process.stderr.write(`${node.message}\n`);
    return 1;
  }
  return mode(node.path, args);
}

process.exitCode = await bootstrap(process.argv.slice(2));
