import type { ResultRow } from '../result-table.ts';
import { startProcessTarget } from '../soak/process-target.ts';
import { runSoak } from '../soak/run-soak.ts';
import type { Memory } from '../soak/soak-target.ts';

const GROWTH_BUDGET = 1.25;

export interface SoakOptions {
  readonly scenario: string;
  readonly minutes: number;
  readonly seed: number;
}

/** A cluster in motion at the speed of real time with clients that watch it: whether one misses anything, and whether memory grows. */
export async function soak({ scenario, minutes, seed }: SoakOptions): Promise<readonly ResultRow[]> {
  const target = await startProcessTarget(scenario);
  try {
    const seconds = minutes * 60;
    const { done, refused, clients, missed, warm, end } = await runSoak(target, {
      seconds,
      everySeconds: 1,
      seed,
      cutAfter: 150,
      warmUpSeconds: Math.min(300, seconds / 2),
      reportEverySeconds: 60,
      report: (line) => console.log(line),
    });
    for (const line of missed) console.log(`missed: ${line}`);
    return [
      plain('deeds done', `${done}, ${refused} refused`),
      ...clients.map(({ name, events, connections }) =>
        plain(`told to ${name}`, `${events} events, ${connections} connections`),
      ),
      {
        what: 'events missed, or objects held that are not there',
        value: `${missed.length}`,
        ratio: null,
        budget: { text: '0', kept: missed.length === 0 },
      },
      growth('heap of the simulator', warm.simulator, end.simulator, 'heap'),
      growth('RSS of the simulator', warm.simulator, end.simulator, 'rss'),
      growth('heap of the clients', warm.clients, end.clients, 'heap'),
      growth('RSS of the clients', warm.clients, end.clients, 'rss'),
    ];
  } finally {
    await target.stop();
  }
}

const plain = (what: string, value: string): ResultRow => ({ what, value, ratio: null, budget: null });

function growth(what: string, warm: Memory, end: Memory, of: keyof Memory): ResultRow {
  const ratio = end[of] / warm[of];
  return {
    what: `${what}, warm ${(warm[of] / 1e6).toFixed(0)} MB, at the end`,
    value: `${(end[of] / 1e6).toFixed(0)} MB`,
    ratio,
    budget: { text: `≤ ${GROWTH_BUDGET} × warm`, kept: ratio <= GROWTH_BUDGET },
  };
}
