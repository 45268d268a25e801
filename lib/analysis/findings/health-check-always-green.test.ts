import { describe, expect, it } from 'vitest';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { editNode } from '../testing/edit.ts';
import { ago, found } from '../testing/found.ts';
import { withReadyPods } from '../testing/ready-pods.ts';
import { webWorld } from '../testing/web-world.ts';
import { NOW, readyCondition } from '../testing/world.ts';

const code = 'health-check-always-green';
const KEY = 'service.beta.kubernetes.io/port_80_health-probe_port';

/** Azure's answers for n0, n1 and n2. */
function seen(snapshot: Snapshot, states: readonly string[], observedAt = NOW): Snapshot {
  const rule = snapshot.azure.loadBalancers?.[0]?.rules[0]?.name ?? '';
  const backends = states.map((state, index) => ({
    ipAddress: `10.224.0.${index + 4}`,
    networkInterfaceIPConfigurationId: null,
    since: null,
    state,
    reason: state === 'Up' ? 'Up_Probe_Success' : 'Down_Probe_HttpStatusCodeError',
  }));
  const ruleHealth = [{ loadBalancer: 'kubernetes', rule, observedAt, backends }];
  return { ...snapshot, probes: { ...snapshot.probes, ruleHealth } };
}

/** Policy Local, pods on n0 and n1, none on n2. */
const local = (service: Partial<Service> = {}): Snapshot =>
  webWorld({ externalTrafficPolicy: 'Local', ...service }, 3, [{ node: 'n0' }, { node: 'n1' }]);
const settled = withReadyPods(local(), ago(300));

describe('health-check-always-green', () => {
  it('names node and share where the health check is green without a pod', () => {
    const [finding] = found(seen(settled, ['Up', 'Up', 'Up']), code);
    expect(finding?.severity).toBe('high');
    expect(finding?.title).toBe(
      'Azure sends connections of shop/web TCP/80 to 1 node without a pod of it, whose probe stays green: n2',
    );
    expect(finding?.impact).toContain('33.3 % of new connections time out');
    expect(finding?.evidence.map(({ known }) => known)).toEqual(['measured', 'computed']);
  });

  it('tells a probe that asks something else, and ends with its patch', () => {
    const literal = withReadyPods(local({ annotations: { [KEY]: '10254' } }), ago(300));
    const [finding] = found(seen(literal, ['Up', 'Up', 'Up']), code);
    expect(finding?.fix.patch).toContain(`${KEY}: null`);
    expect(found(seen(withReadyPods(local(), ago(300)), ['Up', 'Up', 'Down']), code)).toEqual([]);
  });

  it.each([
    ['nodes without a pod that are down', seen(settled, ['Up', 'Up', 'Down'])],
    ['nobody having looked', settled],
    [
      'a pod that changed a moment ago, and may have come from there',
      seen(withReadyPods(local(), ago(12)), ['Up', 'Up', 'Up']),
    ],
    ['an answer from before the last change', seen(withReadyPods(local(), ago(60)), ['Up', 'Up', 'Up'], ago(50))],
    ['pods that cannot be dated', seen(local(), ['Up', 'Up', 'Up'])],
    ['policy Cluster', seen(withReadyPods(webWorld({}, 3, [{ node: 'n0' }]), ago(300)), ['Up', 'Up', 'Up'])],
    ['no pod anywhere', seen(webWorld({ externalTrafficPolicy: 'Local' }, 3, []), ['Up', 'Up', 'Up'])],
    [
      'a node that nobody hears from',
      editNode(seen(settled, ['Up', 'Up', 'Up']), 'n2', { conditions: [readyCondition('Unknown')] }),
    ],
  ])('says nothing of %s', (_what, snapshot) => {
    expect(found(snapshot, code)).toEqual([]);
  });

  it('counts from when an endpoint was seen to go', () => {
    const slices = (settled.kubernetes.endpointSlices ?? []).map((slice) => ({ ...slice, turns: { n2: ago(10) } }));
    const turned = { ...settled, kubernetes: { ...settled.kubernetes, endpointSlices: slices } };
    expect(found(seen(turned, ['Up', 'Up', 'Up']), code)).toEqual([]);
    const longAgo = slices.map((slice) => ({ ...slice, turns: { n2: ago(100) } }));
    const over = { ...settled, kubernetes: { ...settled.kubernetes, endpointSlices: longAgo } };
    expect(found(seen(over, ['Up', 'Up', 'Up']), code)).toHaveLength(1);
  });
});
