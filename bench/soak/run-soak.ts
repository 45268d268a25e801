import { Api } from './api.ts';
import { Churn } from './churn-turns.ts';
import { type Clients, knownTo, startClients } from './soak-clients.ts';
import { type Memory, ownMemory, type SoakTarget } from './soak-target.ts';
import { whatWasMissed } from './what-was-missed.ts';

export interface SoakPlan {
  readonly seconds: number;
  /** Seconds from one deed to the next. */
  readonly everySeconds: number;
  readonly seed: number;
  /** Events after which some clients cut their connection, and go on from there. */
  readonly cutAfter: number;
  /** Memory is compared from here on, and told every so often. */
  readonly warmUpSeconds: number;
  readonly reportEverySeconds: number;
  readonly report: (line: string) => void;
}

export interface SoakResult {
  readonly done: number;
  readonly refused: number;
  readonly clients: readonly { readonly name: string; readonly events: number; readonly connections: number }[];
  /** Everything that a client missed, or holds wrongly; empty when nothing. */
  readonly missed: readonly string[];
  readonly warm: Memories;
  readonly end: Memories;
}

export interface Memories {
  readonly simulator: Memory;
  readonly clients: Memory;
}

/** Keeps a cluster in motion while clients watch it, then lets it stand still and looks whether any of them missed anything. */
export async function runSoak(target: SoakTarget, plan: SoakPlan): Promise<SoakResult> {
  const failures: string[] = [];
  const failed = (error: Error): void => void failures.push(error.message);
  const api = new Api(target);
  const clients = await startClients(target, api, plan.cutAfter, failed);
  const churn = new Churn(target, plan.seed);
  const memories = async (): Promise<Memories> => ({ simulator: await target.memory(), clients: ownMemory() });
  let warm: Memories | null = null;
  await target.go();
  for (let second = 0; second < plan.seconds && failures.length === 0; second += plan.everySeconds) {
    await churn.turn(knownTo(clients), second);
    await target.pass(plan.everySeconds);
    const passed = second + plan.everySeconds;
    if (passed >= plan.warmUpSeconds) warm ??= await memories();
    if (passed % plan.reportEverySeconds === 0) plan.report(progress(passed, churn, clients, await memories()));
  }
  const end = await memories();
  await target.halt();
  const missed = [...failures, ...(failures.length > 0 ? [] : await whatWasMissed(target, api, clients, failed))];
  const told = clients.all.map(({ name, tally, connections }) => ({ name, events: tally.count, connections }));
  for (const client of clients.all) client.stop();
  await clients.own.stop();
  api.close();
  const { done, refused } = churn;
  return {
    done,
    refused,
    clients: told,
    missed: [...missed, ...failures.slice(missed.length)],
    warm: warm ?? end,
    end,
  };
}

function progress(second: number, churn: Churn, { all }: Clients, { simulator, clients }: Memories): string {
  const events = all.reduce((sum, { tally }) => sum + tally.count, 0);
  const megabytes = ({ heap, rss }: Memory) => `${(heap / 1e6).toFixed(0)}/${(rss / 1e6).toFixed(0)} MB`;
  return `${second} s: ${churn.done} deeds (${churn.refused} refused), ${events} events told; heap/RSS simulator ${megabytes(simulator)}, clients ${megabytes(clients)}`;
}
