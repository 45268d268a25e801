import { describe, expect, it } from 'vitest';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { ago, found, withEvents } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';
import { NOW } from '../testing/world.ts';
import { instantText } from '../time.ts';

const code = 'health-check-port-conflict';
const local = { externalTrafficPolicy: 'Local' as const };

function failed(node: string, lastAt: string, port = 32_000, service: Partial<Service> = local): Snapshot {
  const message = `node ${node} failed to start healthcheck "shop/web" on port ${port}: listen tcp :${port}: bind: address already in use`;
  return withEvents(webWorld(service), [{ reason: 'FailedToStartServiceHealthcheck', message, lastAt }]);
}

function withAnswer(snapshot: Snapshot, state: string, observedAt: string): Snapshot {
  const rule = snapshot.azure.loadBalancers?.[0]?.rules[0]?.name ?? '';
  const reason = state === 'Up' ? 'Up_Probe_Success' : 'Down_Probe_HttpEndpointUnreachable';
  const backends = [{ ipAddress: '10.224.0.5', networkInterfaceIPConfigurationId: null, since: null, state, reason }];
  return {
    ...snapshot,
    probes: { ruleHealth: [{ loadBalancer: 'kubernetes', rule, observedAt, backends }], observed: [] },
  };
}

describe('health-check-port-conflict', () => {
  it('names port, node, time and what is lost', () => {
    const [finding] = found(failed('n1', ago(30)), code);
    expect(finding?.severity).toBe('medium');
    expect(finding?.title).toBe(
      `kube-proxy cannot open health-check node port 32000 of shop/web on 1 node: n1, since ${instantText(ago(30))}`,
    );
    expect(finding?.impact).toContain('n1 down: its pods get no connections, 33.3 %');
    expect(finding?.evidence[0]).toMatchObject({ known: 'measured' });
  });

  it('says so of a node without a pod, too', () => {
    const world = failed('n1', ago(30));
    const slices = (world.kubernetes.endpointSlices ?? []).map((slice) => ({
      ...slice,
      endpoints: slice.endpoints.filter(({ nodeName }) => nodeName !== 'n1'),
    }));
    const [finding] = found({ ...world, kubernetes: { ...world.kubernetes, endpointSlices: slices } }, code);
    expect(finding?.impact).toContain('a pod that is placed there gets no connections');
  });

  it.each([
    ['an event of long ago', failed('n1', ago(601))],
    ['an event about another port', failed('n1', ago(30), 32_001)],
    ['a node that is gone', failed('n9', ago(30))],
    ['policy Cluster', failed('n1', ago(30), 32_000, {})],
    ['a port that has answered since', withAnswer(failed('n1', ago(30)), 'Up', NOW)],
    ['another event', withEvents(webWorld(local), [{ reason: 'EnsuredLoadBalancer' }])],
  ])('says nothing of %s', (_what, snapshot) => {
    expect(found(snapshot, code)).toEqual([]);
  });

  it('goes on while the probe fails, or answered before', () => {
    expect(found(withAnswer(failed('n1', ago(30)), 'Down', NOW), code)).toHaveLength(1);
    expect(found(withAnswer(failed('n1', ago(30)), 'Up', ago(60)), code)).toHaveLength(1);
  });
});
