import { describe, expect, it } from 'vitest';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { analyze } from '../analyze.ts';
import { editBalancer, editNode, editProbes, editRules, editServices, removeNode } from '../testing/edit.ts';
import { NOW, readyCondition, type TestEndpoint, testNode, testService, testSnapshot } from '../testing/world.ts';

const NODES = ['n0', 'n1', 'n2'];
const EVERYWHERE: readonly TestEndpoint[] = NODES.map((node) => ({ node }));

function world(service: Partial<Service> = {}, endpoints: readonly TestEndpoint[] = EVERYWHERE): Snapshot {
  const nodes = NODES.map((name, index) => testNode(name, index));
  return testSnapshot({ nodes, services: [testService('web', service)], endpoints: { web: endpoints } });
}

function codes(snapshot: Snapshot): readonly string[] {
  return analyze(snapshot).findings.map((finding) => finding.code);
}

const syncFailed = (message: string): Snapshot => {
  const event = {
    objectKind: 'Service',
    objectNamespace: 'shop',
    objectName: 'web',
    type: 'Warning' as const,
    reason: 'SyncLoadBalancerFailed',
    message,
    component: 'service-controller',
    count: 1,
    firstAt: NOW,
    lastAt: NOW,
  };
  const healthy = world();
  return { ...healthy, kubernetes: { ...healthy.kubernetes, events: [event] } };
};

describe('a healthy cluster', () => {
  it.each(['Cluster', 'Local'] as const)('yields no finding under %s when every node hosts a pod', (policy) => {
    expect(codes(world({ externalTrafficPolicy: policy }))).toEqual([]);
  });

  it('yields no finding for letter case and order of Azure objects', () => {
    const shuffled = editBalancer(world(), (lb) => ({
      ...lb,
      id: lb.id.toUpperCase(),
      pools: lb.pools.map((pool) => ({ ...pool, id: pool.id.toUpperCase(), members: pool.members.toReversed() })),
      probes: lb.probes.map((probe) => ({ ...probe, id: probe.id.toUpperCase() })),
      rules: lb.rules.map((rule) => ({ ...rule, name: rule.name.toUpperCase(), protocol: 'TCP' })),
    }));
    expect(codes(shuffled)).toEqual([]);
  });
});

describe('exactly the right code for one change', () => {
  const otherPool =
    '/subscriptions/s1/resourceGroups/x/providers/Microsoft.Network/loadBalancers/kubernetes/backendAddressPools/x';
  const cases: readonly (readonly [string, Snapshot, readonly string[]])[] = [
    ['no pod is ready under Cluster', world({}, [{ node: 'n0', state: 'not-ready' }]), ['no-ready-endpoints']],
    [
      'no pod is ready under Local',
      world({ externalTrafficPolicy: 'Local' }, [{ node: 'n0', state: 'not-ready' }]),
      ['local-no-ready-endpoints'],
    ],
    [
      'all pods terminate under Local',
      world(
        { externalTrafficPolicy: 'Local' },
        NODES.map((node) => ({ node, state: 'serving-terminating' as const })),
      ),
      ['local-no-ready-endpoints'],
    ],
    [
      'all pods terminate under Cluster',
      world(
        {},
        NODES.map((node) => ({ node, state: 'serving-terminating' as const })),
      ),
      [],
    ],
    [
      'the pool is empty',
      editBalancer(world(), (lb) => ({ ...lb, pools: lb.pools.map((pool) => ({ ...pool, members: [] })) })),
      ['backend-pool-empty'],
    ],
    ['a pool member has no Node', removeNode(world({}, [{ node: 'n0' }, { node: 'n1' }]), 'n2'), ['stale-pool-member']],
    [
      'a node is not in the pool',
      editBalancer(world(), (lb) => ({
        ...lb,
        pools: lb.pools.map((pool) => ({ ...pool, members: pool.members.slice(1) })),
      })),
      ['node-missing-from-pool'],
    ],
    ['the probe port was edited', editProbes(world(), { port: 31_999 }), ['probe-drift']],
    ['the probe interval was edited', editProbes(world(), { intervalSeconds: 15 }), ['probe-drift']],
    ['the probe threshold was edited', editProbes(world(), { probeThreshold: 3 }), ['probe-drift']],
    ['the probe protocol was edited', editProbes(world(), { protocol: 'Http', requestPath: '/' }), ['probe-drift']],
    ['the probe of the rule was removed', editRules(world(), { probeId: null }), ['probe-drift']],
    ['the backend port was edited', editRules(world(), { backendPort: 30_080 }), ['rule-drift']],
    ['floating IP was switched off', editRules(world(), { enableFloatingIP: false }), ['rule-drift']],
    ['the idle timeout was edited', editRules(world(), { idleTimeoutMinutes: 30 }), ['rule-drift']],
    ['the distribution was edited', editRules(world(), { loadDistribution: 'SourceIP' }), ['rule-drift']],
    ['TCP reset was switched off', editRules(world(), { enableTcpReset: false }), ['rule-drift']],
    ['outbound SNAT was switched on', editRules(world(), { disableOutboundSnat: false }), ['rule-drift']],
    ['the rule is gone', editBalancer(world(), (lb) => ({ ...lb, rules: [] })), ['rule-missing']],
    ['the frontend is gone', editBalancer(world(), (lb) => ({ ...lb, frontends: [] })), ['frontend-missing']],
    ['the sync fails', syncFailed('failed to parse health probe config'), ['reconcile-failing']],
    [
      'the port is taken',
      syncFailed(
        'service port http is trying to consume the port 80 which is being referenced by an existing loadBalancing rule x-TCP-80',
      ),
      ['port-conflict-on-shared-ip'],
    ],
    [
      'the autoscaler removes a node',
      editNode(world(), 'n1', {
        taints: [{ key: 'ToBeDeletedByClusterAutoscaler', value: '1795225465', effect: 'NoSchedule', addedAt: null }],
      }),
      ['departing-node-in-rotation'],
    ],
    [
      'a UDP port has no probe',
      world({
        ports: [{ name: 'dns', protocol: 'UDP', port: 53, targetPort: 53, nodePort: 30_053, appProtocol: null }],
      }),
      ['rule-without-probe'],
    ],
    ['a node takes traffic without a pod', world({}, [{ node: 'n0' }, { node: 'n1' }]), ['unrelated-nodes-in-path']],
    [
      'a node with a pod is spot',
      editNode(world(), 'n1', { labels: { 'kubernetes.azure.com/scalesetpriority': 'spot' } }),
      ['spot-nodes-in-path'],
    ],
    [
      'two pods share a node under Local',
      world({ externalTrafficPolicy: 'Local' }, [...EVERYWHERE, { node: 'n0' }]),
      ['pods-unevenly-spread'],
    ],
    [
      'one node hosts everything',
      world({ externalTrafficPolicy: 'Local' }, [{ node: 'n0' }, { node: 'n0' }]),
      ['single-point-of-failure'],
    ],
    [
      'an endpoint is on a node that does not exist',
      world({}, [...EVERYWHERE, { node: 'gone' }]),
      ['endpoints-on-lost-node', 'probe-flaps-all-nodes'],
    ],
    [
      'the pool was replaced by an unknown one',
      editRules(world(), { poolIds: [otherPool] }),
      ['backend-pool-empty', 'rule-drift'],
    ],
    ['a cordoned node', editNode(world(), 'n1', { unschedulable: true }), []],
    [
      'a kubelet that reports NotReady',
      editNode(world(), 'n1', { conditions: [readyCondition('False')] }),
      ['departing-node-in-rotation'],
    ],
    [
      'a Service that the controller ignores',
      editBalancer(world({ loadBalancerClass: 'other', ingress: [] }), (lb) => ({ ...lb, frontends: [] })),
      [],
    ],
    [
      'an address still missing after minutes',
      editBalancer(world({ ingress: [] }), (lb) => ({ ...lb, rules: [], frontends: [], probes: [] })),
      ['external-ip-pending'],
    ],
  ];

  it.each(cases)('%s', (_name, snapshot, expected) => {
    expect(codes(snapshot).toSorted()).toEqual(expected);
  });
});

describe('severity follows the evidence', () => {
  it('drift that takes every node out is critical, drift that only changes timing is not', () => {
    expect(analyze(editProbes(world(), { port: 31_999 })).findings[0]?.severity).toBe('critical');
    expect(analyze(editProbes(world(), { intervalSeconds: 15 })).findings[0]?.severity).toBe('medium');
  });

  it('NotReady alone is information, not a fault', () => {
    const analysis = analyze(editNode(world(), 'n1', { conditions: [readyCondition('False')] }));
    expect(analysis.findings[0]?.severity).toBe('info');
    expect(analysis.services.get('shop/web')?.state.status).toBe('healthy');
  });

  it('orphans are found, a frontend shared with a live Service is none', () => {
    const dead = 'a'.padEnd(32, '1');
    const withOrphans = editBalancer(world(), (lb) => ({
      ...lb,
      rules: [...lb.rules, ...lb.rules.map((rule) => ({ ...rule, id: `${rule.id}x`, name: `${dead}-TCP-99` }))],
      frontends: lb.frontends.map((frontend) => ({ ...frontend, name: dead })),
    }));
    expect(codes(withOrphans)).toEqual(['orphan-rule']);
  });

  it('missing EndpointSlices make a Service unknown, never healthy', () => {
    const healthy = world();
    const blind = { ...healthy, kubernetes: { ...healthy.kubernetes, endpointSlices: null } };
    const state = analyze(blind).services.get('shop/web')?.state;
    expect(state?.status).toBe('unknown');
    expect(Object.keys(state?.verdictCounts ?? {})).toEqual(['unknown']);
  });

  it('a Service without Azure data is unknown, never healthy', () => {
    const healthy = editServices(world(), {});
    const blind = { ...healthy, azure: { ...healthy.azure, loadBalancers: null, publicIPAddresses: null } };
    const analysis = analyze(blind);
    expect(analysis.services.get('shop/web')?.state.status).toBe('unknown');
    expect(analysis.findings).toEqual([]);
  });
});
