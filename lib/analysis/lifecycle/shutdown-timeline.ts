import type { Known } from '../../report/known.ts';
import type { Workload } from '../../snapshot/workload.ts';
import type { AnalysisSettings } from '../settings.ts';
import { type PreStopLength, preStopLength } from './pre-stop-length.ts';
import type { ShutdownNeed } from './shutdown-need.ts';

/** `tight`: enough on paper, without a margin. `endless`: no length would be enough. */
export type StepVerdict = 'enough' | 'tight' | 'short' | 'unknown' | 'endless';

export interface ShutdownStep {
  readonly step: 'pre-stop' | 'grace-period' | 'min-ready';
  /** Null: cannot be read. */
  readonly configuredSeconds: number | null;
  /** Least and most that the step has to last; null: not known, or no length is enough. */
  readonly neededSeconds: readonly [number, number] | null;
  readonly recommendedSeconds: number | null;
  readonly verdict: StepVerdict;
  readonly because: string;
  readonly known: Known;
}

export interface ShutdownTimeline {
  readonly preStop: ShutdownStep;
  readonly grace: ShutdownStep;
  readonly minReady: ShutdownStep;
  /** Seconds for which the share of one pod (or of its node, with `Local`) is lost; null: not known. */
  readonly lossSeconds: readonly [number, number] | null;
}

/** The kubelet leaves two seconds after SIGTERM, whatever preStop took (`minimumGracePeriodInSeconds`). */
const LEAST_SECONDS_AFTER_TERM = 2;
const FEW_REPLICAS = 3;

/** What the pods of a workload need and have, step by step. docs/model.md "Shutdown of a pod". */
export function shutdownTimeline(
  workload: Workload,
  need: ShutdownNeed,
  settings: Pick<AnalysisSettings, 'drainSeconds'>,
): ShutdownTimeline {
  const length = preStopLength(workload.template.containers);
  return {
    preStop: preStopStep(length, need),
    grace: graceStep(length, workload.template.terminationGracePeriodSeconds, settings.drainSeconds),
    minReady: minReadyStep(workload, need),
    lossSeconds: lossSeconds(length, need),
  };
}

function preStopStep(length: PreStopLength, need: ShutdownNeed): ShutdownStep {
  const configuredSeconds = length.kind === 'known' ? length.shortestSeconds : null;
  if (need.kind === 'endless') {
    const open = { neededSeconds: null, recommendedSeconds: null, known: 'computed' as const };
    return { step: 'pre-stop', configuredSeconds, ...open, verdict: 'endless', because: need.because };
  }
  const { rangeSeconds, recommendedSeconds, known } = need;
  const needed = { step: 'pre-stop' as const, neededSeconds: rangeSeconds, recommendedSeconds };
  if (length.kind === 'unknown') {
    return { ...needed, configuredSeconds, verdict: 'unknown', because: length.because, known: 'assumed' };
  }
  if (length.shortestSeconds < need.floorSeconds && length.longestSeconds >= need.floorSeconds) {
    const because = 'its containers wait differently long, and which of them serves is not known';
    return { ...needed, configuredSeconds: null, verdict: 'unknown', because, known: 'assumed' };
  }
  const verdict = verdictOf(length.shortestSeconds, need.floorSeconds, recommendedSeconds);
  return { ...needed, configuredSeconds: length.shortestSeconds, verdict, because: need.because, known };
}

function verdictOf(seconds: number, floor: number, recommended: number): 'enough' | 'tight' | 'short' {
  if (seconds < floor) return 'short';
  return seconds < recommended ? 'tight' : 'enough';
}

/** The grace period holds preStop, the application's own end and the two seconds before SIGKILL. */
function graceStep(length: PreStopLength, graceSeconds: number, drainSeconds: number): ShutdownStep {
  const common = { step: 'grace-period' as const, configuredSeconds: graceSeconds };
  if (length.kind === 'unknown') {
    const open = { neededSeconds: null, recommendedSeconds: null, known: 'assumed' as const };
    return { ...common, ...open, verdict: 'unknown', because: length.because };
  }
  const pre = length.longestSeconds;
  const wanted = pre + drainSeconds + LEAST_SECONDS_AFTER_TERM;
  const isShort = graceSeconds < wanted && pre >= graceSeconds;
  return {
    ...common,
    neededSeconds: [pre + LEAST_SECONDS_AFTER_TERM, wanted],
    recommendedSeconds: wanted,
    verdict: isShort ? 'short' : graceSeconds < wanted ? 'tight' : 'enough',
    because: `preStop takes ${pre} s of it, the application ${drainSeconds} s to close what is open, and SIGKILL comes ${LEAST_SECONDS_AFTER_TERM} s after SIGTERM at the earliest`,
    known: 'assumed',
  };
}

/** With `Local` a new pod counts only once its node is marked up, which takes as long as marking down. */
function minReadyStep(workload: Workload, need: ShutdownNeed): ShutdownStep {
  const { minReadySeconds: configuredSeconds, replicas } = workload;
  const common = { step: 'min-ready' as const, configuredSeconds };
  if (need.kind === 'endless') {
    const open = { neededSeconds: null, recommendedSeconds: null, known: 'assumed' as const };
    return { ...common, ...open, verdict: 'unknown', because: need.because };
  }
  if (need.policy === 'Cluster') {
    const because = 'every node is in rotation already, so a new pod serves as soon as it is ready';
    return { ...common, neededSeconds: [0, 0], recommendedSeconds: 0, verdict: 'enough', because, known: 'computed' };
  }
  const verdict = configuredSeconds === 0 && replicas <= FEW_REPLICAS ? 'short' : 'tight';
  return {
    ...common,
    neededSeconds: need.rangeSeconds,
    recommendedSeconds: need.recommendedSeconds,
    verdict: configuredSeconds >= need.floorSeconds ? 'enough' : verdict,
    because: `the node of a new pod is marked up ${need.rangeSeconds[0]} to ${need.rangeSeconds[1]} s after the pod is ready`,
    known: need.known,
  };
}

/** An application that goes on accepting after SIGTERM loses less; that cannot be seen. */
function lossSeconds(length: PreStopLength, need: ShutdownNeed): readonly [number, number] | null {
  if (length.kind === 'unknown' || need.kind === 'endless') return null;
  const [soonest, latest] = need.rangeSeconds;
  return [Math.max(0, soonest - length.longestSeconds), Math.max(0, latest - length.shortestSeconds)];
}
