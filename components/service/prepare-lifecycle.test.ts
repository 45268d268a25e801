import { describe, expect, it } from 'vitest';
import { badNightNodes } from '../testing/sample-nodes.ts';
import { sampleService } from '../testing/sample-service.ts';
import { prepareLifecycle } from './prepare-lifecycle.ts';

const { lifecycle } = sampleService(badNightNodes);
const [workload] = lifecycle.workloads;
if (workload === undefined) throw new Error('the sample has no workload');

describe('lifecycle', () => {
  it('puts what comes, what stays, what is lost and both windows on one axis', () => {
    const [panel] = prepareLifecycle(lifecycle, 'Local');
    expect(panel?.shutdown.map((span) => [span.key, span.startSeconds, span.endSeconds])).toEqual([
      ['coming', 0, 5],
      ['perhaps', 5, 12],
      ['prestop', 0, 5],
      ['grace', 5, 30],
      ['lost', 5, 12],
    ]);
    expect(panel?.failure.map((span) => [span.key, span.startSeconds, span.endSeconds])).toEqual([
      ['explicit', 5, 10],
      ['silent', 10, 15],
    ]);
    expect(panel?.totalSeconds).toBe(30);
  });

  it('follows the policy looked at', () => {
    const [panel] = prepareLifecycle(lifecycle, 'Cluster');
    expect(panel?.shutdown.map((span) => span.key)).toEqual(['perhaps', 'prestop', 'grace']);
    expect(panel?.loss?.lossSeconds).toEqual([0, 0]);
  });

  it('draws no preStop whose length cannot be read, and no loss that is not known', () => {
    const { Local } = workload.shutdown;
    if (Local === null) throw new Error('the sample has no shutdown');
    const steps = Local.steps.map((step) => ({ ...step, configuredSeconds: null, verdict: 'unknown' as const }));
    const shutdown = { ...workload.shutdown, Local: { ...Local, steps, lossSeconds: null } };
    const unread = { ...workload, preStopSeconds: null, shutdown };
    const [panel] = prepareLifecycle({ ...lifecycle, workloads: [unread] }, 'Local');
    expect(panel?.shutdown.map((span) => span.key)).toEqual(['coming', 'perhaps', 'grace']);
  });

  it('lets connections come until the pod has stopped where no length is enough', () => {
    const { Local } = workload.shutdown;
    if (Local === null) throw new Error('the sample has no shutdown');
    const steps = Local.steps.map((step) => ({ ...step, verdict: 'endless' as const, neededSeconds: null }));
    const shutdown = { ...workload.shutdown, Local: { ...Local, steps } };
    const [panel] = prepareLifecycle({ ...lifecycle, workloads: [{ ...workload, shutdown }] }, 'Local');
    expect(panel?.shutdown[0]).toMatchObject({ key: 'coming', startSeconds: 0, endSeconds: 30 });
  });

  it('still shows the windows when no workload is known, and nothing without a probe', () => {
    expect(prepareLifecycle({ ...lifecycle, workloads: [] }, 'Local')).toHaveLength(1);
    const nothing = { workloads: [], markDownSeconds: null, silentMarkDownSeconds: null };
    expect(prepareLifecycle(nothing, 'Local')).toEqual([]);
  });
});
