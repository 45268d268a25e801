import type { ShutdownStepReport, WorkloadReport } from '../../lib/report/lifecycle-report.ts';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { formatShareInText, formatWindow } from '../format.ts';

/** A stretch of time on the axis of one panel, in seconds. */
export interface LifecycleSpan {
  readonly key: string;
  readonly label: string;
  readonly text: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
  /** `coming`: new connections; `perhaps`: the time in which they end; `pod`: the pod stays; `lost`: nobody answers. */
  readonly look: 'coming' | 'perhaps' | 'pod' | 'lost';
}

export interface LifecyclePanel {
  readonly key: string;
  readonly title: string;
  /** Second 0: a pod is deleted. */
  readonly shutdown: readonly LifecycleSpan[];
  /** Second 0: the probe, or the machine, stops answering. */
  readonly failure: readonly LifecycleSpan[];
  /** Length of the axis, the same for both. */
  readonly totalSeconds: number;
  /** Null: no workload is known, or no port of the Service has a rule. */
  readonly steps: readonly ShutdownStepReport[] | null;
  readonly loss: WorkloadReport['shutdown']['Local'];
  readonly workload: WorkloadReport | null;
}

type Lifecycle = ServiceReport['lifecycle'];

/** How pods come and go under a policy: how long connections still come, against how long the pod stays. */
export function prepareLifecycle(
  { workloads, markDownSeconds, silentMarkDownSeconds }: Lifecycle,
  policy: TrafficPolicy,
): LifecyclePanel[] {
  const failure = [
    markDownSpan('explicit', 'Azure takes it out when its probe fails', markDownSeconds),
    markDownSpan('silent', 'Azure takes it out when it is silent', silentMarkDownSeconds),
  ].filter((span) => span !== null);
  const panels = workloads.map((workload) => {
    const own = workload.shutdown[policy];
    const shutdown = shutdownSpans(workload, own);
    return {
      key: `${workload.kind}/${workload.name}`,
      title: `${workload.kind} ${workload.name}`,
      shutdown,
      failure,
      totalSeconds: lastSecond([...shutdown, ...failure]),
      steps: own?.steps ?? null,
      loss: own,
      workload,
    };
  });
  if (panels.length > 0 || failure.length === 0) return panels;
  const nothing = { shutdown: [], steps: null, loss: null, workload: null };
  return [
    {
      key: 'windows',
      title: 'No workload is known: it could not be read, or none owns the pods',
      failure,
      totalSeconds: lastSecond(failure),
      ...nothing,
    },
  ];
}

function lastSecond(spans: readonly LifecycleSpan[]): number {
  return Math.max(1, ...spans.map((span) => span.endSeconds));
}

function markDownSpan(key: string, label: string, window: readonly [number, number] | null): LifecycleSpan | null {
  if (window === null) return null;
  const [startSeconds, endSeconds] = window;
  return { key, label, text: `after ${formatWindow(window)}`, startSeconds, endSeconds, look: 'perhaps' };
}

function shutdownSpans(workload: WorkloadReport, own: WorkloadReport['shutdown']['Local']): LifecycleSpan[] {
  const grace = workload.terminationGracePeriodSeconds;
  const preStop = own?.steps.find(({ step }) => step === 'pre-stop');
  const hook = preStop?.configuredSeconds ?? workload.preStopSeconds;
  const pod = (key: string, label: string, text: string, from: number, to: number): LifecycleSpan[] =>
    to > from ? [{ key, label, text, startSeconds: from, endSeconds: to, look: 'pod' }] : [];
  return [
    ...(preStop === undefined ? [] : comingSpans(preStop, grace)),
    ...(hook === null ? [] : pod('prestop', 'preStop holds the pod', `${hook} s`, 0, Math.min(hook, grace))),
    ...(hook === null
      ? pod('grace', 'preStop of unknown length, SIGTERM', `killed after ${grace} s`, 0, grace)
      : pod('grace', 'SIGTERM: closes, then is killed', `from ${hook} s to ${grace} s`, hook, grace)),
    ...lostSpans(own, hook),
  ];
}

/** New connections come for sure until the first moment, and at the latest until the second. */
function comingSpans(step: ShutdownStepReport, grace: number): LifecycleSpan[] {
  const label = 'New connections still come';
  if (step.verdict === 'endless') {
    const text = 'until it has stopped';
    return [{ key: 'coming', label, text, startSeconds: 0, endSeconds: grace, look: 'coming' }];
  }
  if (step.neededSeconds === null) return [];
  const [soonest, latest] = step.neededSeconds;
  const sure = { key: 'coming', label, startSeconds: 0, endSeconds: soonest, look: 'coming' } as const;
  const perhaps = { key: 'perhaps', label, startSeconds: soonest, endSeconds: latest, look: 'perhaps' } as const;
  if (latest <= soonest) return [{ ...sure, text: `for ${soonest} s` }];
  const text = `for ${formatWindow(step.neededSeconds)}`;
  return soonest === 0
    ? [{ ...perhaps, text }]
    : [
        { ...sure, text },
        { ...perhaps, text: '' },
      ];
}

function lostSpans(own: WorkloadReport['shutdown']['Local'], hook: number | null): LifecycleSpan[] {
  if (own === null || own.lossSeconds === null || own.lossSeconds[1] === 0) return [];
  const share = own.lossShare === null ? '' : ` of ${formatShareInText(own.lossShare)}`;
  const startSeconds = hook ?? 0;
  const endSeconds = startSeconds + own.lossSeconds[1];
  const text = `${formatWindow(own.lossSeconds)}${share}`;
  return [{ key: 'lost', label: 'Lost, nobody accepts', text, startSeconds, endSeconds, look: 'lost' }];
}
