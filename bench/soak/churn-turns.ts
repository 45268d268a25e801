import { type Known, type Planned, planChurn } from './churn.ts';
import type { SoakTarget } from './soak-target.ts';

interface Mend {
  readonly at: number;
  readonly action: object;
}

/** Does one thing after the other, and undoes in time what has to be undone. */
export class Churn {
  done = 0;
  refused = 0;
  private readonly target: SoakTarget;
  private readonly plan: (known: Known) => Planned;
  private mends: Mend[] = [];

  constructor(target: SoakTarget, seed: number) {
    this.target = target;
    this.plan = planChurn(seed);
  }

  async turn(known: Known, second: number): Promise<void> {
    const { action, mend } = this.plan(known);
    const isDone = await this.act(action);
    if (isDone && mend !== null) this.mends.push({ at: second + mend.afterSeconds, action: mend.action });
    const due = this.mends.filter(({ at }) => at <= second);
    this.mends = this.mends.filter(({ at }) => at > second);
    for (const each of due) await this.act(each.action);
  }

  private async act(action: object): Promise<boolean> {
    const isDone = await this.target.act(action);
    if (isDone) this.done++;
    else this.refused++;
    return isDone;
  }
}
