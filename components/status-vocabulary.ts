import { FAILING_LOST_SHARE } from '../lib/analysis/service/failing-lost-share.ts';
import type { Severity } from '../lib/report/finding.ts';
import type { Known } from '../lib/report/known.ts';
import type { ExpectedProbe, Forwards } from '../lib/report/policy-report.ts';
import type { ServiceReport } from '../lib/report/service-report.ts';
import type { SourceState } from '../lib/snapshot/source-status.ts';
import type { ShownPodState, ShownStatus, ShownVerdict } from './shown-state.ts';

/** Six looks, each with one colour family. Red is `failing` only; what is out by design is `idle`. */
export type Tone = 'healthy' | 'degraded' | 'failing' | 'draining' | 'unknown' | 'idle';

/** No state is told by colour alone: each has its own outline. */
export type Shape =
  | 'circle-check'
  | 'circle-minus'
  | 'arrow-out'
  | 'circle-cross'
  | 'octagon-cross'
  | 'triangle'
  | 'question'
  | 'clock'
  | 'lock'
  | 'circle-dashed'
  | 'circle-dot';

export interface StateWords {
  readonly word: string;
  readonly sentence: string;
  readonly tone: Tone;
  readonly shape: Shape;
}

export type Status = ServiceReport['status'];

export const verdictWords: Readonly<Record<ShownVerdict, StateWords>> = {
  'in-rotation': {
    word: 'in rotation',
    sentence: 'Gets new connections and delivers them.',
    tone: 'healthy',
    shape: 'circle-check',
  },
  unseen: {
    word: 'in rotation, computed',
    sentence: 'Should get new connections by all objects that were read; no probe was seen.',
    tone: 'unknown',
    shape: 'circle-dot',
  },
  'expected-out': {
    word: 'expected out',
    sentence: 'Gets no new connections, and should not: no ready pod is behind it, or it is kept out on purpose.',
    tone: 'idle',
    shape: 'circle-minus',
  },
  silent: {
    word: 'not heard from',
    sentence: 'Gets no new connections: neither the API server nor Azure hears from it.',
    tone: 'degraded',
    shape: 'circle-dashed',
  },
  draining: {
    word: 'draining',
    sentence: 'Only terminating endpoints are left; the load balancer still sends until its probe window ends.',
    tone: 'draining',
    shape: 'arrow-out',
  },
  degraded: {
    word: 'about to change',
    sentence: 'Gets new connections now, but something says it will not for long.',
    tone: 'degraded',
    shape: 'triangle',
  },
  'wrongly-out': {
    word: 'wrongly out',
    sentence: 'Should get new connections, but Azure says it is down.',
    tone: 'failing',
    shape: 'circle-cross',
  },
  'wrongly-in': {
    word: 'wrongly in',
    sentence: 'Azure sends it connections and it loses them.',
    tone: 'failing',
    shape: 'octagon-cross',
  },
  unknown: {
    word: 'unknown',
    sentence: 'No data, or data older than allowed.',
    tone: 'unknown',
    shape: 'question',
  },
};

/** Worst first: the order of drawing, of sorting and of counting. */
export const verdictOrder: readonly ShownVerdict[] = [
  'wrongly-in',
  'wrongly-out',
  'silent',
  'degraded',
  'unknown',
  'draining',
  'unseen',
  'in-rotation',
  'expected-out',
];

/** What "only faults" keeps. Unknown is kept: nobody has said that it is well. */
export const faultVerdicts: ReadonlySet<ShownVerdict> = new Set<ShownVerdict>([
  'wrongly-in',
  'wrongly-out',
  'silent',
  'degraded',
  'unknown',
]);

/** docs/model.md "Status of a Service". */
export const statusWords: Readonly<Record<ShownStatus, StateWords>> = {
  failing: {
    word: 'failing',
    sentence: `Failing: at least ${FAILING_LOST_SHARE * 100} % of new connections are lost now, nobody is served, or a finding is critical.`,
    tone: 'failing',
    shape: 'octagon-cross',
  },
  degraded: {
    word: 'degraded',
    sentence: `Degraded: something is wrong, and less than ${FAILING_LOST_SHARE * 100} % of new connections are known to be lost.`,
    tone: 'degraded',
    shape: 'triangle',
  },
  healthy: {
    word: 'healthy',
    sentence: 'Healthy: probes were seen, and nothing is wrong. Risks do not change the word.',
    tone: 'healthy',
    shape: 'circle-check',
  },
  computed: {
    word: 'computed only',
    sentence: 'By all objects that were read nothing is wrong; no probe was seen.',
    tone: 'unknown',
    shape: 'circle-dot',
  },
  unknown: {
    word: 'unknown',
    sentence: 'Unknown: something that decides the status was not read.',
    tone: 'unknown',
    shape: 'question',
  },
};

export const shownStatusOrder: readonly ShownStatus[] = ['failing', 'degraded', 'unknown', 'computed', 'healthy'];

export const statusOrder: readonly Status[] = ['failing', 'degraded', 'unknown', 'healthy'];

export const severityWords: Readonly<Record<Severity, StateWords>> = {
  critical: { word: 'critical', sentence: 'Customers feel it now.', tone: 'failing', shape: 'octagon-cross' },
  high: { word: 'high', sentence: 'Act now, before it spreads.', tone: 'failing', shape: 'triangle' },
  medium: { word: 'medium', sentence: 'Act within a day.', tone: 'degraded', shape: 'triangle' },
  low: { word: 'low', sentence: 'Act when there is time.', tone: 'draining', shape: 'circle-dashed' },
  info: { word: 'info', sentence: 'Good to know.', tone: 'idle', shape: 'circle-minus' },
};

export const severityOrder: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

export const sourceStateWords: Readonly<Record<SourceState, StateWords>> = {
  live: { word: 'live', sentence: 'Read without trouble.', tone: 'healthy', shape: 'circle-check' },
  stale: { word: 'stale', sentence: 'The last good answer is older than allowed.', tone: 'degraded', shape: 'clock' },
  partial: { word: 'partial', sentence: 'Some of its data is missing.', tone: 'degraded', shape: 'triangle' },
  denied: { word: 'denied', sentence: 'A permission is missing.', tone: 'unknown', shape: 'lock' },
  absent: { word: 'not connected', sentence: 'Never asked, or not set up.', tone: 'idle', shape: 'circle-dashed' },
};

export const podStateWords: Readonly<Record<ShownPodState, StateWords>> = {
  unanswered: {
    word: 'nobody answers',
    sentence: 'Its machine is gone or dead: what is sent to it is lost.',
    tone: 'failing',
    shape: 'octagon-cross',
  },
  silent: {
    word: 'not heard from',
    sentence: 'Nobody hears from its node, so whether it answers is not known.',
    tone: 'unknown',
    shape: 'question',
  },
  ready: { word: 'ready', sentence: 'Takes new connections.', tone: 'healthy', shape: 'circle-check' },
  'not-ready': { word: 'not ready', sentence: 'Takes no connections.', tone: 'degraded', shape: 'triangle' },
  'serving-terminating': {
    word: 'terminating, serving',
    sentence: 'Shutting down; used only where nothing ready is left.',
    tone: 'draining',
    shape: 'arrow-out',
  },
  terminating: {
    word: 'terminating',
    sentence: 'Shutting down and no longer serving.',
    tone: 'idle',
    shape: 'circle-minus',
  },
};

export const expectedProbeWords: Readonly<Record<ExpectedProbe, string>> = {
  up: 'up',
  down: 'down',
  unprobed: 'not probed',
  unknown: 'unknown',
};

export const forwardsWords: Readonly<Record<Forwards, { readonly word: string; readonly sentence: string }>> = {
  accept: { word: 'accepts', sentence: 'Hands the connection to a pod.' },
  drop: { word: 'drops', sentence: 'Throws the connection away: the client waits until its timeout.' },
  reject: { word: 'rejects', sentence: 'Answers that nobody is there: the client is refused at once.' },
  unknown: { word: 'unknown', sentence: 'EndpointSlices could not be read.' },
};

export const knownWords: Readonly<Record<Known, { readonly word: string; readonly sentence: string }>> = {
  measured: { word: 'measured', sentence: 'Somebody saw it: Azure, kube-proxy or a probe answered so.' },
  computed: { word: 'computed', sentence: 'Follows from objects that were read.' },
  assumed: { word: 'assumed', sentence: 'A documented constant that was not checked here.' },
};

/** Worst first: the order of counting and of sorting. */
export const podStateOrder: readonly ShownPodState[] = [
  'unanswered',
  'silent',
  'not-ready',
  'ready',
  'serving-terminating',
  'terminating',
];
