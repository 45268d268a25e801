import type { ServiceReport } from '../../lib/report/service-report.ts';

/** A stretch of time on the axis of one panel, in seconds. */
export interface LifecycleSpan {
  readonly key: string;
  readonly label: string;
  readonly text: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
  readonly look: 'window' | 'pod';
}

export interface LifecyclePanel {
  readonly key: string;
  readonly title: string;
  readonly spans: readonly LifecycleSpan[];
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** Length of the axis. */
  readonly totalSeconds: number;
}

type Lifecycle = ServiceReport['lifecycle'];

/** When a pod shuts down: how long Azure goes on sending, against how long the pod stays. Second 0 is the failure. */
export function prepareLifecycle({ workloads, markDownSeconds, silentMarkDownSeconds }: Lifecycle): LifecyclePanel[] {
  const windows = [
    windowSpan('explicit', 'Azure stops sending, failure answered', markDownSeconds),
    windowSpan('silent', 'Azure stops sending, machine silent', silentMarkDownSeconds),
  ].filter((span) => span !== null);
  const panels = workloads.map((workload) => {
    const spans = [...windows, ...podSpans(workload)];
    return {
      key: `${workload.kind}/${workload.name}`,
      title: `${workload.kind} ${workload.name}`,
      spans,
      facts: factsOf(workload),
      totalSeconds: Math.max(1, ...spans.map((span) => span.endSeconds)),
    };
  });
  if (panels.length > 0 || windows.length === 0) return panels;
  const totalSeconds = Math.max(...windows.map((span) => span.endSeconds));
  return [{ key: 'windows', title: 'No workload is known', spans: windows, facts: [], totalSeconds }];
}

function windowSpan(key: string, label: string, window: readonly [number, number] | null): LifecycleSpan | null {
  if (window === null) return null;
  const [startSeconds, endSeconds] = window;
  const text = `after ${startSeconds} to ${endSeconds} s`;
  return { key, label, text, startSeconds, endSeconds, look: 'window' };
}

function podSpans(workload: Lifecycle['workloads'][number]): LifecycleSpan[] {
  const { preStopSeconds, terminationGracePeriodSeconds } = workload;
  const spans: LifecycleSpan[] = [];
  if (preStopSeconds !== null && preStopSeconds > 0) {
    const text = `${preStopSeconds} s`;
    spans.push({ key: 'prestop', label: 'preStop', text, startSeconds: 0, endSeconds: preStopSeconds, look: 'pod' });
  }
  spans.push({
    key: 'grace',
    label: 'Grace period, then killed',
    text: `${terminationGracePeriodSeconds} s`,
    startSeconds: 0,
    endSeconds: terminationGracePeriodSeconds,
    look: 'pod',
  });
  return spans;
}

function factsOf(workload: Lifecycle['workloads'][number]) {
  return [
    { name: 'Replicas ready', value: `${workload.readyReplicas} of ${workload.replicas}` },
    {
      name: 'preStop',
      value: workload.preStopSeconds === null ? 'none, or its length cannot be read' : `${workload.preStopSeconds} s`,
    },
    { name: 'Grace period', value: `${workload.terminationGracePeriodSeconds} s` },
    { name: 'minReadySeconds', value: `${workload.minReadySeconds} s` },
  ];
}
