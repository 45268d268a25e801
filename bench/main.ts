import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { analyze } from '../lib/analysis/analyze.ts';
import { coldAnalysis } from './cases/cold-analysis.ts';
import { memory } from './cases/memory.ts';
import { oneChange } from './cases/one-change.ts';
import { measurePages } from './cases/pages.ts';
import { soak } from './cases/soak.ts';
import { throughput } from './cases/throughput.ts';
import { fullSize, scaledSize } from './cluster/cluster-size.ts';
import { generateCluster } from './generate-cluster.ts';
import { readSnapshot } from './raw-snapshot.ts';
import { resultTable } from './result-table.ts';

const SEED = 20_261_121;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scale: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '10' },
    scenario: { type: 'string', default: 'full-size' },
  },
});

function numberOf(text: string, what: string, most: number): number {
  const value = Number(text);
  if (!(value > 0 && value <= most)) throw new Error(`${what} must be more than 0 and at most ${most}, not "${text}"`);
  return value;
}

/** What is measured against the budgets, with everything in this machine's memory. */
async function measureAll(): Promise<void> {
  const size = scaledSize(fullSize, numberOf(values.scale, '--scale', 1));
  const cluster = generateCluster(size, SEED);
  console.log(
    `${size.nodes} nodes, ${size.services} LoadBalancer Services, ${size.endpoints} endpoints, ${size.pods} pods; ${machine}`,
  );
  console.log(resultTable('cold analysis', coldAnalysis(cluster)));
  const { snapshot } = readSnapshot(cluster);
  const { snapshot: tenth } = readSnapshot(generateCluster(scaledSize(size, 0.1), SEED));
  console.log(resultTable('one change → new verdicts', oneChange(snapshot, tenth)));
  console.log(resultTable('memory of a process that holds the cluster', await memory(size, SEED)));
  console.log(resultTable('speeds', throughput(cluster, analyze(snapshot))));
}

async function measureInBrowser(): Promise<void> {
  console.log(`pages as a reader meets them, medians of runs with an empty cache; ${machine}`);
  const pages = await measurePages(numberOf(values.scale, '--scale', 1), SEED);
  for (const { page, rows } of pages) console.log(resultTable(page, rows));
}

async function measureSoak(): Promise<void> {
  const { scenario } = values;
  const minutes = numberOf(values.minutes, '--minutes', 24 * 60);
  console.log(`${minutes} minutes of the cluster of ${scenario} in motion; ${machine}`);
  console.log(resultTable('soak', await soak({ scenario, minutes, seed: SEED })));
}

const machine = `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown CPU'}`;
const cases: Readonly<Record<string, () => Promise<void>>> = {
  all: measureAll,
  pages: measureInBrowser,
  soak: measureSoak,
};
const [wanted = 'all'] = positionals;
const chosen = cases[wanted];
if (chosen === undefined)
  throw new Error(`there is no "${wanted}" to measure; there is ${Object.keys(cases).join(', ')}`);
await chosen();
