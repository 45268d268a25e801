import { describe, expect, it } from 'vitest';
import type { NetworkPolicyIngressRule } from '../../snapshot/network-policy.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { found } from '../testing/found.ts';
import { testManagedCluster } from '../testing/managed-cluster.ts';
import { webWorld } from '../testing/web-world.ts';
import { fromBlock, testPolicy, withPolicies } from '../testing/with-policies.ts';

const code = 'network-policy-blocks-ingress';
const cluster = webWorld();
const local = webWorld({ externalTrafficPolicy: 'Local', healthCheckNodePort: 32_000 });
const fromPods: NetworkPolicyIngressRule = {
  from: [{ cidr: null, except: [], hasPodSelector: true, hasNamespaceSelector: false }],
  ports: [],
};
const tcp = (port: number | string, endPort: number | null = null) => ({ protocol: 'TCP', port, endPort });

function enforcedBy(snapshot: Snapshot, networkPolicy: string | null): Snapshot {
  const managedCluster = testManagedCluster({ networkPolicy });
  return { ...snapshot, azure: { ...snapshot.azure, managedCluster } };
}

describe('network-policy-blocks-ingress', () => {
  it('names the policies, who is kept out and how much that is', () => {
    const [finding] = found(enforcedBy(withPolicies(local, [testPolicy([fromPods])]), 'calico'), code);
    expect(finding).toMatchObject({
      severity: 'critical',
      objects: [{ kind: 'Service' }, { kind: 'NetworkPolicy', name: 'web' }],
    });
    expect(finding?.impact).toContain('100 %');
    expect(finding?.evidence.map(({ known }) => known)).toEqual(['computed', 'computed']);
    expect(finding?.fix.patchOf).toEqual({ kind: 'NetworkPolicy', namespace: 'shop', name: 'web' });
  });

  it('keeps the rules that a policy has: a patch would replace them all', () => {
    const [added] = found(withPolicies(local, [testPolicy([fromPods])]), code);
    expect(added?.fix.patch).toBeNull();
    expect(added?.fix.commands[1]).toContain('patch networkpolicy web --type json -p \'[{"op":"add"');
    expect(added?.fix.commands[1]).toContain('0.0.0.0/0');
    const [only] = found(withPolicies(local, [testPolicy([])]), code);
    expect(only?.fix.patch).toContain('0.0.0.0/0');
    expect(only?.fix.commands).toHaveLength(1);
  });

  it('counts under Cluster only what crosses to another node: a pod is always reached from its own', () => {
    const [finding] = found(enforcedBy(withPolicies(cluster, [testPolicy([])]), 'azure'), code);
    expect(finding?.impact).toContain('66.7 %');
    expect(finding?.fix.patch).toContain('10.224.0.4/32');
  });

  it('says that it assumes enforcement where Azure was not read', () => {
    const [finding] = found(withPolicies(local, [testPolicy([])]), code);
    expect(finding?.severity).toBe('high');
    expect(finding?.evidence[1]).toMatchObject({ known: 'assumed' });
  });

  it.each<[string, NetworkPolicyIngressRule]>([
    ['everybody', { from: [], ports: [] }],
    ['the nodes', { from: [fromBlock('10.224.0.0/12')], ports: [tcp(8080)] }],
    ['everybody on a range of ports', { from: [], ports: [tcp(1024, 65_535)] }],
    ['everybody on a port by a name', { from: [], ports: [tcp('http')] }],
    ['everybody on every TCP port', { from: [], ports: [{ protocol: 'TCP', port: null, endPort: null }] }],
  ])('says nothing under Cluster where a policy lets in %s', (_, rule) => {
    expect(found(withPolicies(cluster, [testPolicy([fromPods]), testPolicy([rule], { name: 'b' })]), code)).toEqual([]);
  });

  it.each<[string, NetworkPolicyIngressRule]>([
    ['addresses without the nodes', { from: [fromBlock('10.224.0.0/12', ['10.224.0.0/16'])], ports: [] }],
    ['another port', { from: [], ports: [tcp(9090), tcp(8000, 8079)] }],
    ['another protocol', { from: [], ports: [{ protocol: 'UDP', port: 8080, endPort: null }] }],
  ])('is told under Cluster where a policy lets in only %s', (_, rule) => {
    expect(found(withPolicies(cluster, [testPolicy([rule])]), code)).toHaveLength(1);
  });

  it('goes by clients under Local: a range of the Internet may be all of them', () => {
    const some = testPolicy([{ from: [fromBlock('203.0.113.0/24')], ports: [] }]);
    expect(found(withPolicies(local, [some]), code)).toEqual([]);
    const inside = testPolicy([{ from: [fromBlock('10.0.0.0/8')], ports: [] }]);
    expect(found(withPolicies(local, [inside]), code)).toHaveLength(1);
  });

  it.each<[string, Parameters<typeof testPolicy>[1]]>([
    ['is about egress', { isolatesIngress: false }],
    ['selects other pods', { podSelector: { app: 'api' } }],
    [
      'selects by an expression that does not hold',
      { expressions: [{ key: 'app', operator: 'DoesNotExist', values: [] }] },
    ],
    ['is in another namespace', { namespace: 'else' }],
  ])('says nothing of a policy that %s', (_, changes) => {
    expect(found(withPolicies(local, [testPolicy([], changes)]), code)).toEqual([]);
  });

  it('says nothing where nobody enforces policies, or knows nodes by more than their address', () => {
    expect(found(enforcedBy(withPolicies(local, [testPolicy([])]), 'none'), code)).toEqual([]);
    expect(found(enforcedBy(withPolicies(local, [testPolicy([])]), null), code)).toEqual([]);
    expect(found(enforcedBy(withPolicies(cluster, [testPolicy([])]), 'cilium'), code)).toEqual([]);
    expect(found(enforcedBy(withPolicies(local, [testPolicy([])]), 'cilium'), code)).toHaveLength(1);
  });

  it('says nothing where policies, or the pods, were not read', () => {
    const world = withPolicies(local, [testPolicy([])]);
    for (const missing of [{ networkPolicies: null }, { pods: null }])
      expect(found({ ...world, kubernetes: { ...world.kubernetes, ...missing } }, code)).toEqual([]);
  });
});
