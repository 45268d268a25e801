import type { Finding } from '../../report/finding.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Workload } from '../../snapshot/workload.ts';
import type { AnalysisSettings } from '../settings.ts';
import type { PatchValue } from './patch-yaml.ts';
import { patchFix, workloadObject } from './workload-fix.ts';

/** SIGKILL comes two seconds after SIGTERM at the earliest. */
const LEAST_SECONDS_AFTER_TERM = 2;

/** A preStop delay of at least so many seconds in every container that serves, and a grace period that holds it. */
export function shutdownFix(
  snapshot: Snapshot,
  workload: Workload,
  preStopSeconds: number,
  { drainSeconds }: Pick<AnalysisSettings, 'drainSeconds'>,
): Finding['fix'] {
  const { template } = workload;
  const waits = template.containers.map(({ preStop }) => (preStop.kind === 'sleep' ? preStop.seconds : 0));
  const longest = Math.ceil(Math.max(preStopSeconds, ...waits));
  const graceSeconds = longest + drainSeconds + LEAST_SECONDS_AFTER_TERM;
  const short = template.containers.filter(
    ({ preStop, sidecar }) => !sidecar && (preStop.kind === 'sleep' ? preStop.seconds : 0) < preStopSeconds,
  );
  const containers: PatchValue = short.map(({ name, preStop }) => {
    const sleep = { sleep: { seconds: Math.ceil(preStopSeconds) } };
    return { name, lifecycle: { preStop: preStop.kind === 'none' ? sleep : { exec: null, ...sleep } } };
  });
  const spec: PatchValue = {
    terminationGracePeriodSeconds: Math.max(graceSeconds, template.terminationGracePeriodSeconds),
    ...(short.length === 0 ? {} : { containers }),
  };
  const delay = short.length === 0 ? '' : `a preStop delay of ${Math.ceil(preStopSeconds)} s and `;
  const text = `Give ${workload.kind} ${workload.name} ${delay}a grace period of at least ${graceSeconds} s. The native sleep hook needs Kubernetes 1.30; before, use exec with a sleep program. Changing the template starts a rollout, which itself still stops the pods as before.`;
  return patchFix(snapshot, workloadObject(workload), text, { spec: { template: { spec } } });
}
