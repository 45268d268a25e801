import type { Analysis } from '../../lib/analysis/analysis.ts';
import { analyze } from '../../lib/analysis/analyze.ts';
import { reanalyze } from '../../lib/analysis/reanalyze.ts';
import type { Snapshot } from '../../lib/snapshot/snapshot.ts';
import { type SeededRandom, seededRandom } from '../cluster/seeded-random.ts';
import { percentile, timeOf } from '../measure.ts';
import { milliseconds, type ResultRow } from '../result-table.ts';
import { type Changed, changeEndpoint, changeNode } from './random-change.ts';

const CHANGES = 400;
const WARM_UP = 50;
const BUDGET_MS = 5;

/** New verdicts after one random change: p50 and p99 over 400 changes, and the same in a tenth of the cluster. */
export function oneChange(full: Snapshot, tenth: Snapshot): readonly ResultRow[] {
  return [...rowsFor('endpoint', full, tenth, changeEndpoint), ...rowsFor('node', full, tenth, changeNode)];
}

type Change = (snapshot: Snapshot, random: SeededRandom) => Changed;

function rowsFor(what: string, full: Snapshot, tenth: Snapshot, change: Change): readonly ResultRow[] {
  const times = changeTimes(full, change);
  const small = changeTimes(tenth, change);
  const p99 = percentile(times, 0.99);
  const smallP99 = percentile(small, 0.99);
  const plain = (name: string, ms: number): ResultRow => ({
    what: name,
    value: milliseconds(ms),
    ratio: null,
    budget: null,
  });
  return [
    plain(`one ${what} change, p50`, percentile(times, 0.5)),
    {
      ...plain(`one ${what} change, p99`, p99),
      budget: { text: `≤ ${BUDGET_MS} ms`, kept: p99 <= BUDGET_MS },
    },
    {
      ...plain(`… in a tenth of the cluster, p50`, percentile(small, 0.5)),
      ratio: percentile(small, 0.5) / percentile(times, 0.5),
    },
    { ...plain(`… in a tenth of the cluster, p99`, smallP99), ratio: smallP99 / p99 },
  ];
}

/** Each change is followed by its undoing, so that the cluster stays as calm as it was; both are measured. */
function changeTimes(start: Snapshot, change: Change): readonly number[] {
  const random = seededRandom(99);
  const calm = analyze(start);
  const times: number[] = [];
  for (let number = 0; number < WARM_UP + CHANGES / 2; number++) {
    const { snapshot, delta } = change(start, random);
    let changed: Analysis = calm;
    const there = timeOf(() => {
      changed = reanalyze(calm, snapshot, delta);
    });
    const back = timeOf(() => {
      reanalyze(changed, start, delta);
    });
    if (number >= WARM_UP) times.push(there, back);
  }
  return times;
}
