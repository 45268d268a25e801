import type { Known } from '../../lib/report/known.ts';
import type { GlossaryTerm } from '../glossary.ts';
import type { Shape, Tone } from '../status-vocabulary.ts';
import type { HopId } from '../url-state.ts';

/**
 * `broken`: connections die here. `warning`: something is wrong and nothing dies of it yet. `by-design`: there is
 * nothing at this hop, and nothing should be. `not-reached`: no connection gets this far, so nothing can be said.
 * `computed`: fine by all objects that were read, and nobody has seen it.
 */
export type HopState = 'fine' | 'computed' | 'broken' | 'warning' | 'by-design' | 'not-reached' | 'unknown';

export interface HopCheck {
  readonly command: string;
  readonly expect: string;
}

export interface HopFact {
  readonly text: string;
  readonly known: Known;
}

export interface Hop {
  readonly id: HopId;
  readonly state: HopState;
  /** A few words under the name of the hop. */
  readonly summary: string;
  readonly facts: readonly HopFact[];
  readonly checks: readonly HopCheck[];
}

export const hopTitles: Readonly<Record<HopId, string>> = {
  frontend: 'frontend',
  rule: 'rule',
  probe: 'probe',
  pool: 'backend pool',
  node: 'node',
  'kube-proxy': 'kube-proxy',
  endpoint: 'endpoint',
  pod: 'pod',
};

/** The word of the field that a hop is. */
export const hopTerms: Readonly<Record<HopId, GlossaryTerm>> = {
  frontend: 'frontend',
  rule: 'rule',
  probe: 'probe',
  pool: 'backend pool',
  node: 'node',
  'kube-proxy': 'kube-proxy',
  endpoint: 'endpoint',
  pod: 'pod',
};

export const hopStateWords: Readonly<Record<HopState, { word: string; sentence: string; tone: Tone; shape: Shape }>> = {
  fine: { word: 'fine', sentence: 'Connections pass.', tone: 'healthy', shape: 'circle-check' },
  computed: {
    word: 'computed only',
    sentence: 'By all objects that were read connections pass; no probe was seen.',
    tone: 'unknown',
    shape: 'circle-dot',
  },
  broken: { word: 'broken', sentence: 'Connections die here.', tone: 'failing', shape: 'octagon-cross' },
  warning: {
    word: 'warning',
    sentence: 'Something is wrong, nothing dies of it yet.',
    tone: 'degraded',
    shape: 'triangle',
  },
  'by-design': {
    word: 'none by design',
    sentence: 'Nothing is here, and should not be.',
    tone: 'idle',
    shape: 'circle-minus',
  },
  'not-reached': {
    word: 'not reached',
    sentence: 'No connection gets this far.',
    tone: 'idle',
    shape: 'circle-dashed',
  },
  unknown: { word: 'unknown', sentence: 'Not read, or older than allowed.', tone: 'unknown', shape: 'question' },
};

const badness: readonly HopState[] = ['fine', 'computed', 'by-design', 'not-reached', 'unknown', 'warning', 'broken'];

export function worseHopState(a: HopState, b: HopState): HopState {
  return badness.indexOf(a) >= badness.indexOf(b) ? a : b;
}
