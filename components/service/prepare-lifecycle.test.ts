import { describe, expect, it } from 'vitest';
import { badNightNodes } from '../testing/sample-nodes.ts';
import { sampleService } from '../testing/sample-service.ts';
import { prepareLifecycle } from './prepare-lifecycle.ts';

const { lifecycle } = sampleService(badNightNodes);

describe('lifecycle', () => {
  it('puts both windows, preStop and grace of a workload on one axis', () => {
    const [panel] = prepareLifecycle(lifecycle);
    expect(panel?.spans.map((span) => [span.key, span.startSeconds, span.endSeconds])).toEqual([
      ['explicit', 5, 10],
      ['silent', 10, 15],
      ['prestop', 0, 5],
      ['grace', 0, 30],
    ]);
    expect(panel?.totalSeconds).toBe(30);
  });

  it('draws no preStop that is not there or cannot be read', () => {
    const [workload] = lifecycle.workloads;
    if (workload === undefined) throw new Error('the sample has no workload');
    const [panel] = prepareLifecycle({ ...lifecycle, workloads: [{ ...workload, preStopSeconds: null }] });
    expect(panel?.spans.some((span) => span.key === 'prestop')).toBe(false);
    expect(panel?.facts).toContainEqual({ name: 'preStop', value: 'none, or its length cannot be read' });
  });

  it('still shows the windows when no workload is known, and nothing without a probe', () => {
    expect(prepareLifecycle({ ...lifecycle, workloads: [] })).toHaveLength(1);
    const nothing = { workloads: [], markDownSeconds: null, silentMarkDownSeconds: null };
    expect(prepareLifecycle(nothing)).toEqual([]);
  });
});
