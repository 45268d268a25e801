import { describe, expect, it } from 'vitest';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { analyze } from '../analyze.ts';
import { summarizeCluster } from '../summarize-cluster.ts';
import { editNode } from '../testing/edit.ts';
import { ago } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';
import { readyCondition, type TestEndpoint } from '../testing/world.ts';

const HERE: readonly TestEndpoint[] = [{ node: 'n0' }, { node: 'n1' }, { node: 'n2' }];

/** Pods on n0, n1 and n2 of four nodes, and what was seen to turn, by node: seconds ago. */
function world(
  turns: Readonly<Record<string, number>>,
  endpoints: readonly TestEndpoint[] = HERE,
  service: Partial<Service> = {},
): Snapshot {
  const snapshot = webWorld({ externalTrafficPolicy: 'Local', ...service }, 4, endpoints);
  const turned = Object.fromEntries(Object.entries(turns).map(([node, seconds]) => [node, ago(seconds)]));
  const endpointSlices = (snapshot.kubernetes.endpointSlices ?? []).map((slice) => ({ ...slice, turns: turned }));
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, endpointSlices } };
}

const rowOf = (snapshot: Snapshot) => summarizeCluster(analyze(snapshot)).services[0];
const perhaps = (snapshot: Snapshot) => rowOf(snapshot)?.suspectShare;

describe('a node that lost its last ready pod', () => {
  it('is perhaps lost until its probe must have noticed, and the Service is degraded, not failing', () => {
    const row = rowOf(world({ n3: 3 }));
    expect(row).toMatchObject({
      status: 'degraded',
      lostShare: { Local: 0 },
      suspectShare: { Cluster: 0, Local: 0.25 },
    });
    expect(row?.sentence).toBe(
      'Settling: up to 25 % of new connections may be lost for up to 12 s, until the probe has noticed that the last ready pod of 1 node is gone.',
    );
    expect(row?.findings.filter(({ severity }) => severity === 'high' || severity === 'critical')).toEqual([]);
  });

  it('counts with all it may have taken while the node in its place waits for its first connections', () => {
    expect(perhaps(world({ n2: 3, n3: 3 }))).toMatchObject({ Local: 1 / 3 });
    expect(perhaps(world({ n0: 3, n3: 3 }, [{ node: 'n0' }]))).toMatchObject({ Local: 1 });
  });

  it('is told of for the whole window and not a second longer', () => {
    expect(perhaps(world({ n3: 11 }))).toMatchObject({ Local: 0.25 });
    expect(perhaps(world({ n3: 12 }))).toMatchObject({ Local: 0 });
    expect(rowOf(world({ n3: 12 }))?.status).toBe('healthy');
  });

  const dead = { conditions: [readyCondition('Unknown')] };
  it.each([
    ['that nobody watched', world({})],
    [
      'while a pod on it still serves and terminates',
      world({ n3: 3 }, [...HERE, { node: 'n3', state: 'serving-terminating' }]),
    ],
    ['whose pod is back', world({ n3: 3 }, [...HERE, { node: 'n3' }])],
    ['whose machine nobody hears from: it was out before', editNode(world({ n3: 3 }), 'n3', dead)],
    ['that does not exist any more', world({ n9: 3 })],
    ['of a Service with policy Cluster', world({ n3: 3 }, HERE, { externalTrafficPolicy: 'Cluster' })],
  ])('is not told of: one %s', (_what, snapshot) => {
    expect(rowOf(snapshot)?.sentence).not.toContain('Settling');
    const silent = summarizeCluster(analyze(editNode(world({}), 'n3', dead))).services[0]?.suspectShare;
    expect([0, silent?.Local]).toContain(perhaps(snapshot)?.Local);
  });

  it('is not told of where Azure had it down after that', () => {
    const down = (observedAt: string): Snapshot => {
      const snapshot = world({ n3: 6 });
      const { name, rules } = snapshot.azure.loadBalancers?.[0] ?? { name: '', rules: [] };
      const backends = [
        {
          ipAddress: '10.224.0.7',
          networkInterfaceIPConfigurationId: null,
          state: 'Down',
          reason: 'Down_Probe_HttpStatusCodeError',
          since: null,
        },
      ];
      const ruleHealth = [{ loadBalancer: name, rule: rules[0]?.name ?? '', observedAt, backends }];
      return { ...snapshot, probes: { ...snapshot.probes, ruleHealth } };
    };
    expect(perhaps(down(ago(1)))).toMatchObject({ Local: 0 });
    expect(perhaps(down(ago(30)))).toMatchObject({ Local: 0.25 });
  });
});
