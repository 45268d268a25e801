/**
 * Child process of the memory measurement: reads list pages from standard input, keeps what the wire parsers make of
 * them as a collector does, and tells its memory, first with the snapshot, then with its analysis too.
 */
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { analyze } from '../lib/analysis/analyze.ts';
import type { Snapshot } from '../lib/snapshot/snapshot.ts';
import type { Holding } from './cases/memory.ts';
import { SnapshotBuilder } from './snapshot-builder.ts';

const pageSchema = z.object({
  kind: z.enum([
    'nodes',
    'leases',
    'services',
    'endpointSlices',
    'pods',
    'loadBalancers',
    'publicIPAddresses',
    'scaleSets',
    'managedCluster',
  ]),
  items: z.array(z.unknown()),
});

async function receive(): Promise<Snapshot> {
  const builder = new SnapshotBuilder();
  for await (const line of createInterface({ input: process.stdin })) {
    const { kind, items } = pageSchema.parse(JSON.parse(line));
    builder.add(kind, items);
  }
  return builder.snapshot();
}

function tell(snapshot: Snapshot, withAnalysis: boolean): void {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const holding: Holding = {
    rssBytes: rss,
    rssPeakBytes: process.resourceUsage().maxRSS * 1024,
    heapBytes: heapUsed,
    pods: snapshot.kubernetes.pods?.length ?? 0,
    withAnalysis,
  };
  process.stdout.write(`${JSON.stringify(holding)}\n`);
}

const snapshot = await receive();
tell(snapshot, false);
const analysis = analyze(snapshot);
tell(analysis.snapshot, true);
