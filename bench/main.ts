import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { analyze } from '../lib/analysis/analyze.ts';
import { coldAnalysis } from './cases/cold-analysis.ts';
import { memory } from './cases/memory.ts';
import { oneChange } from './cases/one-change.ts';
import { throughput } from './cases/throughput.ts';
import { fullSize, scaledSize } from './cluster/cluster-size.ts';
import { generateCluster } from './generate-cluster.ts';
import { readSnapshot } from './raw-snapshot.ts';
import { resultTable } from './result-table.ts';

const SEED = 20_261_121;

const { values } = parseArgs({ options: { scale: { type: 'string', default: '1' } } });
const scale = Number(values.scale);
if (!(scale > 0 && scale <= 1)) throw new Error(`--scale must be more than 0 and at most 1, not "${values.scale}"`);

const size = scaledSize(fullSize, scale);
const cluster = generateCluster(size, SEED);
console.log(
  `${size.nodes} nodes, ${size.services} LoadBalancer Services, ${size.endpoints} endpoints, ${size.pods} pods; ` +
    `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown CPU'}`,
);
console.log(resultTable('cold analysis', coldAnalysis(cluster)));
const { snapshot } = readSnapshot(cluster);
const { snapshot: tenth } = readSnapshot(generateCluster(scaledSize(size, 0.1), SEED));
console.log(resultTable('one change → new verdicts', oneChange(snapshot, tenth)));
console.log(resultTable('memory of a process that holds the cluster', await memory(size, SEED)));
console.log(resultTable('speeds', throughput(cluster, analyze(snapshot))));
