import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { serveFlags } from '../../cli/bootstrap/node-flags.mjs';
import type { ClusterSize } from '../cluster/cluster-size.ts';
import { generateCluster } from '../generate-cluster.ts';
import type { ResultRow } from '../result-table.ts';

const BUDGET_MB = 400;
const ITEMS_PER_PAGE = 500;

/** What the holding process tells when it has everything. Bytes. */
export const holdingSchema = z.object({
  rssBytes: z.number(),
  rssPeakBytes: z.number(),
  heapBytes: z.number(),
  pods: z.number(),
  withAnalysis: z.boolean(),
});
export type Holding = z.infer<typeof holdingSchema>;

/**
 * RSS of a child process that receives the cluster in list pages, keeps the snapshot, then analyses it. It runs with the
 * flags of `npm start`.
 */
export async function memory(size: ClusterSize, seed: number): Promise<readonly ResultRow[]> {
  const rows: ResultRow[] = [];
  for (const { rssBytes, rssPeakBytes, heapBytes, pods, withAnalysis } of await holdings(size, seed)) {
    const rssMb = rssBytes / 1e6;
    rows.push({
      what: `RSS with the snapshot${withAnalysis ? ' and its analysis' : `, ${pods.toLocaleString('en')} pods`}`,
      value: `${rssMb.toFixed(0)} MB`,
      ratio: null,
      budget: { text: `≤ ${BUDGET_MB} MB`, kept: rssMb <= BUDGET_MB },
    });
    rows.push({
      what: `… heap in use; RSS at its highest so far ${(rssPeakBytes / 1e6).toFixed(0)} MB`,
      value: `${(heapBytes / 1e6).toFixed(0)} MB`,
      ratio: null,
      budget: null,
    });
  }
  return rows;
}

async function holdings(size: ClusterSize, seed: number): Promise<readonly Holding[]> {
  const script = new URL('../hold-snapshot.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [...serveFlags, '--expose-gc', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers: Holding[] = [];
  const reading = (async () => {
    for await (const line of createInterface({ input: child.stdout }))
      answers.push(holdingSchema.parse(JSON.parse(line)));
  })();
  for (const page of pages(size, seed)) {
    if (!child.stdin.write(`${page}\n`)) await once(child.stdin, 'drain');
  }
  child.stdin.end();
  const [code] = await once(child, 'close');
  await reading;
  if (code !== 0) throw new Error(`the holding process ended with code ${String(code)}`);
  return answers;
}

/** List pages as the API server sends them, one per line. */
function* pages(size: ClusterSize, seed: number): Generator<string> {
  const cluster = generateCluster(size, seed);
  const lists = [
    'nodes',
    'leases',
    'services',
    'endpointSlices',
    'loadBalancers',
    'publicIPAddresses',
    'scaleSets',
  ] as const;
  for (const kind of lists) {
    for (let first = 0; first < cluster[kind].length; first += ITEMS_PER_PAGE) {
      yield JSON.stringify({ kind, items: cluster[kind].slice(first, first + ITEMS_PER_PAGE) });
    }
  }
  yield JSON.stringify({ kind: 'managedCluster', items: [cluster.managedCluster] });
  let items: unknown[] = [];
  for (const pod of cluster.pods()) {
    items.push(pod);
    if (items.length < ITEMS_PER_PAGE) continue;
    yield JSON.stringify({ kind: 'pods', items });
    items = [];
  }
  yield JSON.stringify({ kind: 'pods', items });
}
