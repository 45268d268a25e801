import type { KubernetesPart } from '../../snapshot/kubernetes-part.ts';
import type { ResourceStatus } from '../../snapshot/source-status.ts';
import { type Clock, timestamp } from '../../sources/kubernetes/clock.ts';
import type { AskNode, NodeAnswer } from '../../sources/probes/ask-node.ts';
import { type NodeProber, startNodeProber } from '../../sources/probes/node-prober.ts';
import { HEALTH_PATH, type NodeQuestion, nodeQuestions } from '../../sources/probes/node-question.ts';
import { type ObservedStore, observedKey } from '../store/observed-store.ts';
import type { Urgency } from '../store/urgency.ts';

export interface NodeSideOptions {
  /** Null: nodes are not asked. */
  readonly ask: AskNode | null;
  readonly store: ObservedStore;
  readonly clock: Clock;
  readonly parts: () => KubernetesPart;
  readonly onRead: (urgency: Urgency) => void;
  readonly onError: (doing: string, error: unknown) => void;
}

/** Answers of kube-proxy, asked on the nodes of one cluster. */
export interface NodeSide {
  status(): ResourceStatus;
  stop(): void;
}

const PER_SECOND = 20;
const INTERVAL_SECONDS = 30;
/** So many that each is asked again within five minutes, half the time an answer may be used. */
export const QUESTIONS_MAX = PER_SECOND * 300;
const FIRST_PLAN_MS = 1000;
const PLAN_MS = 10_000;
/** No answer of any node for so long: they cannot be reached from here. */
const SILENT_MS = 90_000;

export function startNodeSide({ ask, ...options }: NodeSideOptions): NodeSide {
  if (ask === null) return { status: () => row('absent', null, null), stop: () => undefined };
  return new AskedNodes(ask, options);
}

class AskedNodes implements NodeSide {
  readonly #options: Omit<NodeSideOptions, 'ask'>;
  readonly #prober: NodeProber;
  /** Nodes that answered by HTTP, and when last. */
  readonly #reached = new Map<string, number>();
  #questions: readonly NodeQuestion[] = [];
  #planned: Parameters<typeof nodeQuestions>[0] | null = null;
  #firstAskedMs: number | null = null;
  #reachedAtMs = Number.NEGATIVE_INFINITY;
  #cancel: () => void = () => undefined;

  constructor(ask: AskNode, options: Omit<NodeSideOptions, 'ask'>) {
    this.#options = options;
    this.#prober = startNodeProber({
      ask: (question, signal) => {
        this.#firstAskedMs ??= options.clock.now();
        return ask(question, signal);
      },
      clock: options.clock,
      perSecond: PER_SECOND,
      intervalSeconds: INTERVAL_SECONDS,
      onAnswer: (question, answer) => this.#take(question, answer),
      onError: (error) => options.onError('asking a node', error),
    });
    this.#cancel = options.clock.after(FIRST_PLAN_MS, () => this.#plan());
  }

  status(): ResourceStatus {
    const { clock, store } = this.#options;
    const observedAt = store.oldestAt();
    const [first] = this.#questions;
    if (this.#firstAskedMs === null || first === undefined) {
      return row('absent', observedAt, 'No node was asked yet: none is known with a private InternalIP.');
    }
    const now = clock.now();
    if (now - Math.max(this.#reachedAtMs, this.#firstAskedMs) <= SILENT_MS) {
      return observedAt === null ? row('absent', null, 'No node has answered yet.') : row('live', observedAt, null);
    }
    const error = `No node can be reached from here, for example ${first.address}:${first.port}. Nodes are asked on their InternalIPs, which takes a place in the cluster's network; without --probe-nodes they are not asked.`;
    return row(observedAt === null ? 'absent' : 'stale', observedAt, error);
  }

  stop(): void {
    this.#cancel();
    this.#prober.stop();
  }

  #plan(): void {
    const { clock, parts, store, onRead } = this.#options;
    this.#cancel = clock.after(PLAN_MS, () => this.#plan());
    const { nodes, services, endpointSlices } = parts();
    const now = { nodes, services, endpointSlices };
    const before = this.#planned;
    if (
      before !== null &&
      before.nodes === nodes &&
      before.services === services &&
      before.endpointSlices === endpointSlices
    ) {
      return;
    }
    this.#planned = now;
    this.#questions = nodeQuestions(now, QUESTIONS_MAX);
    this.#prober.update(this.#questions);
    const keys = new Set(this.#questions.map(observedKey));
    onRead(store.keep((key) => keys.has(key)));
  }

  #take(question: NodeQuestion, answer: NodeAnswer | null): void {
    const { clock, store, onRead } = this.#options;
    if (answer === null || !this.#tellsOfNode(question.node, answer)) {
      // The state of the row may have changed all the same.
      onRead('none');
      return;
    }
    const { node, port } = question;
    const at = timestamp(clock);
    onRead(store.add({ node, port, protocol: 'http', path: HEALTH_PATH, ...answer, at }));
  }

  /**
   * Whether an answer is one of the node, and not of whatever lies between: silence counts only of a node that has
   * answered before, a refusal only while some node answers.
   */
  #tellsOfNode(node: string, { result }: NodeAnswer): boolean {
    const now = this.#options.clock.now();
    if (result === 'timeout') return this.#reached.has(node);
    if (result === 'refused') return now - this.#reachedAtMs <= SILENT_MS;
    this.#reached.set(node, now);
    this.#reachedAtMs = now;
    return true;
  }
}

function row(state: ResourceStatus['state'], observedAt: string | null, error: string | null): ResourceStatus {
  return { resource: 'observed', state, observedAt, error, denied: null };
}
