import type { Clock } from '../kubernetes/clock.ts';
import type { AskNode, NodeAnswer } from './ask-node.ts';
import type { NodeQuestion } from './node-question.ts';

export interface NodeProberOptions {
  readonly ask: AskNode;
  readonly clock: Clock;
  /** Questions that start in a second, at most. */
  readonly perSecond: number;
  /** Seconds after which a question is asked again. */
  readonly intervalSeconds: number;
  /** Null: it did not get there. */
  readonly onAnswer: (question: NodeQuestion, answer: NodeAnswer | null) => void;
  readonly onError: (error: unknown) => void;
}

export interface NodeProber {
  /** Takes the questions as they are now; those that stay keep their turn. */
  update(questions: readonly NodeQuestion[]): void;
  /** Calls off what is under way; nothing is asked or told any more. */
  stop(): void;
}

const UNDER_WAY_MAX = 16;

/** Asks node after node at an even pace, never one node twice at a time. */
export function startNodeProber(options: NodeProberOptions): NodeProber {
  const { ask, clock, perSecond, intervalSeconds, onAnswer, onError } = options;
  const stopping = new AbortController();
  const busy = new Set<string>();
  const turns = createTurns(clock, intervalSeconds * 1000);

  async function askOne(question: NodeQuestion): Promise<void> {
    busy.add(question.node);
    try {
      const answer = await ask(question, stopping.signal);
      if (!stopping.signal.aborted) onAnswer(question, answer);
    } finally {
      busy.delete(question.node);
    }
  }

  let cancel: () => void = () => undefined;
  function tick(): void {
    cancel = clock.after(1000 / perSecond, tick);
    if (busy.size >= UNDER_WAY_MAX) return;
    const question = turns.take(busy);
    if (question !== null) askOne(question).catch(onError);
  }
  tick();

  return {
    update: turns.update,
    stop() {
      stopping.abort();
      cancel();
    },
  };
}

interface Turn {
  readonly question: NodeQuestion;
  askedAtMs: number;
}

function createTurns(clock: Clock, intervalMs: number) {
  let turns: Turn[] = [];
  let next = 0;
  return {
    update(questions: readonly NodeQuestion[]): void {
      const known = new Map(turns.map((turn) => [keyOf(turn.question), turn]));
      turns = questions.map((question) => {
        const before = known.get(keyOf(question));
        return { question, askedAtMs: before?.askedAtMs ?? Number.NEGATIVE_INFINITY };
      });
      next = turns.length === 0 ? 0 : next % turns.length;
    },
    /** The next question that is due, which thereby counts as asked; null: none is. Looks at each once at most. */
    take(busy: ReadonlySet<string>): NodeQuestion | null {
      const now = clock.now();
      for (let looked = 0; looked < turns.length; looked++) {
        const turn = turns[next];
        next = (next + 1) % turns.length;
        if (turn === undefined || busy.has(turn.question.node) || turn.askedAtMs + intervalMs > now) continue;
        turn.askedAtMs = now;
        return turn.question;
      }
      return null;
    },
  };
}

function keyOf({ address, port }: NodeQuestion): string {
  return `${address} ${port}`;
}
