import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { analyze } from '../analyze.ts';
import { reanalyze } from '../reanalyze.ts';
import { editNode, editProbes } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';
import { metricSeries, withMetrics } from '../testing/with-metrics.ts';
import { readyCondition } from '../testing/world.ts';

const code = 'probe-flaps-all-nodes';
type Values = readonly (number | null)[];
const MIXED: Values = [100, 66, 58, 75, 66, null];
const GOOD: Values = [100, 100, 100, 100, 100, null];

/** What Azure Monitor measured of nodes n0, n1, … */
function measured(snapshot: Snapshot, ...all: readonly Values[]): Snapshot {
  const frontendIP = snapshot.kubernetes.services?.[0]?.ingress[0]?.ip ?? '';
  const series = all.map((values, index) =>
    metricSeries('DipAvailability', values, { frontendIP, frontendPort: 80, backendIP: `10.224.0.${index + 4}` }),
  );
  return withMetrics(snapshot, series);
}

const five = (values: Values): Values[] => Array.from({ length: 5 }, () => values);

const world = webWorld({}, 5);

describe('probe-flaps-all-nodes, measured', () => {
  it('is critical when the probes of nearly all nodes fail in turn, though no node is lost', () => {
    const [finding, ...more] = found(measured(world, MIXED, MIXED, MIXED, MIXED, GOOD), code);
    expect([finding?.severity, more.length]).toEqual(['critical', 0]);
    expect(finding?.title).toContain('on 4 of 5 nodes: only 58 to 75 % of them succeed');
    expect(finding?.evidence[0]?.known).toBe('measured');
  });

  it.each<[string, Snapshot]>([
    ['all is well', measured(world, GOOD, GOOD, GOOD, GOOD, GOOD)],
    ['only some nodes flap: that is about these nodes', measured(world, MIXED, MIXED, GOOD, GOOD, GOOD)],
    ['nodes are plainly down', measured(world, ...five([0, 0, 0, 0, 0]))],
    ['nodes changed once', measured(world, ...five([0, 0, 40, 100, 100]))],
    ['there is no data', measured(world, ...five([null, null, null]))],
    ['two nodes are all there is', measured(webWorld({}, 2), MIXED, MIXED)],
    ['the policy is Local', measured(webWorld({ externalTrafficPolicy: 'Local' }, 5), ...five(MIXED))],
    [
      'the probe asks kube-proxy',
      measured(editProbes(world, { protocol: 'Http', port: 10_256, requestPath: '/healthz' }), ...five(MIXED)),
    ],
    ['metrics were not read', world],
    ['it was long ago', { ...measured(world, ...five(MIXED)), takenAt: '2026-11-21T04:12:00Z' }],
  ])('says nothing when %s', (_name, snapshot) => {
    expect(found(snapshot, code)).toEqual([]);
  });

  it('leaves lost nodes out, and then tells what is foretold of their endpoints instead', () => {
    const lost = editNode(measured(world, MIXED, MIXED, MIXED, MIXED, MIXED), 'n0', {
      conditions: [readyCondition('Unknown')],
    });
    expect(found(lost, code).map(({ title }) => title.includes('p = 1/5'))).toEqual([true]);
  });

  it('comes and goes with the metrics, and ends with their age', () => {
    const flapping = measured(world, ...five(MIXED));
    const change = { kind: 'loadBalancerMetrics', key: '*' } as const;
    const codes = (analysis: ReturnType<typeof analyze>) => analysis.findings.filter((one) => one.code === code).length;
    const begun = reanalyze(analyze(world), flapping, { changes: [change] });
    const later = { ...flapping, takenAt: '2026-11-21T04:12:00Z' };
    expect([codes(begun), codes(reanalyze(begun, later, { changes: [] }))]).toEqual([1, 0]);
    expect(codes(reanalyze(begun, measured(world, ...five(GOOD)), { changes: [change] }))).toBe(0);
  });
});
