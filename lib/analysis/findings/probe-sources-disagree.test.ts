import { describe, expect, it } from 'vitest';
import type { Pod } from '../../snapshot/pod.ts';
import type { ObservedAnswer, ObservedProbe } from '../../snapshot/probes-part.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { editNode } from '../testing/edit.ts';
import { ago, found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';
import { withHealth } from '../testing/with-health.ts';
import { readyCondition } from '../testing/world.ts';

const code = 'probe-sources-disagree';
const UP = 'Up_Probe_Success';
const DOWN = 'Down_Probe_HttpEndpointUnreachable';

/** A pod on n0 and n1, none on n2. */
const world = webWorld({ externalTrafficPolicy: 'Local' }, 3, [{ node: 'n0' }, { node: 'n1' }]);

/** What nodes answered, each so many seconds ago. */
function answers(snapshot: Snapshot, node: string, ...given: readonly (readonly [number, ObservedAnswer])[]): Snapshot {
  const more = given.map(
    ([seconds, result]): ObservedProbe => ({
      node,
      port: 32_000,
      protocol: 'http',
      path: '/healthz',
      result,
      localEndpoints: result === '200' ? 1 : 0,
      serviceProxyHealthy: true,
      at: ago(seconds),
    }),
  );
  return { ...snapshot, probes: { ...snapshot.probes, observed: [...snapshot.probes.observed, ...more] } };
}

/** Azure was asked so many seconds ago. */
function azure(snapshot: Snapshot, seconds: number, ...reasons: readonly string[]): Snapshot {
  const seen = withHealth(snapshot, reasons);
  const ruleHealth = seen.probes.ruleHealth.map((health) => ({ ...health, observedAt: ago(seconds) }));
  return { ...seen, probes: { ...seen.probes, ruleHealth } };
}

/** Dates the endpoints by pods that have been what they are for so many seconds. */
function dated(snapshot: Snapshot, seconds: number): Snapshot {
  const pods = (snapshot.kubernetes.endpointSlices ?? []).flatMap(({ endpoints }) =>
    endpoints.map(
      ({ address, nodeName, podName, ready }): Pod => ({
        namespace: 'shop',
        name: podName ?? address,
        uid: address,
        resourceVersion: '1',
        createdAt: ago(86_400),
        deletedAt: null,
        deletionGracePeriodSeconds: null,
        labels: {},
        owner: null,
        nodeName,
        podIPs: [address],
        hostNetwork: false,
        phase: 'Running',
        ready,
        readyChangedAt: ago(seconds),
        terminationGracePeriodSeconds: 30,
        containers: [],
        containerStates: [],
      }),
    ),
  );
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, pods } };
}

const good = [
  [200, '200'],
  [5, '200'],
] as const;

describe('probe-sources-disagree', () => {
  it('tells when a node has answered 200 all the time and Azure has it down', () => {
    const [finding] = found(azure(answers(world, 'n0', ...good), 20, DOWN, UP, DOWN), code);
    expect(finding?.severity).toBe('high');
    expect(finding?.title).toContain('Azure and kube-proxy contradict each other about shop/web on 1 node: n0');
    expect(finding?.impact).toContain('keeps new connections away');
    expect(finding?.evidence[0]).toMatchObject({ known: 'measured', text: expect.stringContaining(DOWN) });
  });

  it('tells when a node has said 503 all the time and Azure sends to it', () => {
    const said = answers(world, 'n2', [200, '503'], [5, '503']);
    const [finding] = found(azure(said, 20, UP, UP, UP), code);
    expect(finding?.title).toContain('on 1 node: n2');
    expect(finding?.impact).toContain('they time out');
  });

  it.each<[string, Snapshot]>([
    ['Azure agrees', azure(answers(world, 'n0', ...good), 20, UP, UP, DOWN)],
    [
      'Azure was asked within the window after the first answer',
      azure(answers(world, 'n0', [90, '200'], [5, '200']), 20, DOWN, UP, DOWN),
    ],
    ['Azure was asked after the last answer', azure(answers(world, 'n0', ...good), 1, DOWN, UP, DOWN)],
    ['the node answered only once', azure(answers(world, 'n0', [200, '200']), 20, DOWN, UP, DOWN)],
    [
      'the node said something else in between',
      azure(answers(world, 'n0', [200, '200'], [60, '503'], [5, '200']), 20, DOWN, UP, DOWN),
    ],
    ['an admin state decides', azure(answers(world, 'n0', ...good), 20, 'Down_Admin', UP, DOWN)],
    [
      'the probe is on its way back',
      azure(answers(world, 'n0', ...good), 20, 'Down_Probe_ApproachingHealthyThreshold', UP, DOWN),
    ],
    ['Azure gives no value', azure(answers(world, 'n0', ...good), 20, 'NA', UP, DOWN)],
    ['nobody asked Azure and all agree', answers(world, 'n0', ...good)],
    [
      'the node is lost',
      editNode(azure(answers(world, 'n0', ...good), 20, DOWN, UP, DOWN), 'n0', {
        conditions: [readyCondition('Unknown')],
      }),
    ],
    ['the answers are too old', azure(answers(world, 'n0', [900, '200'], [700, '200']), 20, DOWN, UP, DOWN)],
  ])('says nothing when %s', (_name, snapshot) => {
    expect(found(snapshot, code)).toEqual([]);
  });

  it('tells when kube-proxy does not know a pod that has long been ready', () => {
    const [finding] = found(answers(dated(world, 300), 'n0', [200, '503'], [5, '503']), code);
    expect(finding?.title).toContain('The EndpointSlices and kube-proxy contradict each other');
    expect(finding?.evidence[0]?.text).toContain('kube-proxy answers 503 with 0 local endpoints');
    expect(finding?.fix.commands[1]).toContain('delete pod -l component=kube-proxy --field-selector spec.nodeName=n0');
  });

  it('lets kube-proxy be started anew node by node, never everywhere at once', () => {
    const both = answers(answers(dated(world, 300), 'n0', [200, '503'], [5, '503']), 'n1', [200, '503'], [5, '503']);
    const [finding] = found(both, code);
    const restarts = finding?.fix.commands.filter((command) => command.includes('delete')) ?? [];
    expect(restarts.map((command) => command.split('spec.nodeName=')[1])).toEqual(['n0', 'n1']);
  });

  it('tells when kube-proxy still knows a pod that has long been unready', () => {
    const endpoints = [{ node: 'n0', state: 'not-ready' as const }, { node: 'n1' }];
    const unready = dated(webWorld({ externalTrafficPolicy: 'Local' }, 3, endpoints), 300);
    const [finding] = found(answers(unready, 'n0', [200, '200'], [5, '200']), code);
    expect(finding?.impact).toContain('endpoints that are over');
  });

  it('gives kube-proxy time to follow, and concludes nothing from a change that is not dated', () => {
    expect(found(answers(dated(world, 100), 'n0', [110, '503'], [5, '503']), code)).toEqual([]);
    expect(found(answers(world, 'n0', [200, '503'], [5, '503']), code)).toEqual([]);
  });

  it('leaves nodes without any answer to other findings', () => {
    expect(found(answers(dated(world, 300), 'n0', [200, 'refused'], [5, 'refused']), code)).toEqual([]);
  });
});
