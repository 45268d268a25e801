import { describe, expect, it } from 'vitest';
import type { Denied } from '../../lib/snapshot/source-status.ts';
import { partlyDeniedSources, sampleSource } from '../testing/sample-summary.ts';
import { prepareMissingPermissions } from './prepare-missing-permissions.ts';

function denied(resource: string, permission: Denied) {
  const status = { resource, state: 'denied', observedAt: null, error: null, denied: permission } as const;
  return { ...partlyDeniedSources, probes: sampleSource(), kubernetes: sampleSource({ resources: [status] }) };
}

describe('missing permissions', () => {
  it('says nothing when nothing is refused', () => {
    const sources = { kubernetes: sampleSource(), azure: sampleSource(), probes: sampleSource() };
    expect(prepareMissingPermissions(sources, 'prod')).toEqual([]);
  });

  it('asks Kubernetes with the group behind the name, and grants read only', () => {
    const sources = denied('endpointSlices', { verb: 'list', resource: 'discovery.k8s.io/endpointslices' });
    expect(prepareMissingPermissions(sources, 'prod weu')).toMatchObject([
      {
        needs: 'list endpointslices.discovery.k8s.io in all namespaces',
        check: "kubectl --context 'prod weu' auth can-i list endpointslices.discovery.k8s.io --all-namespaces",
        grant: '- apiGroups: ["discovery.k8s.io"]\n  resources: ["endpointslices"]\n  verbs: ["get", "list", "watch"]',
      },
    ]);
  });

  it.each(['nodes', '/nodes', 'core/nodes'])('knows the core group written as %s', (resource) => {
    const [row] = prepareMissingPermissions(denied('nodes', { verb: 'watch', resource }), 'prod');
    expect(row?.needs).toBe('watch nodes in all namespaces');
    expect(row?.grant).toContain('apiGroups: [""]');
  });

  it('asks for heartbeats in their own namespace', () => {
    const sources = denied('leases', { verb: 'list', resource: 'coordination.k8s.io/leases' });
    expect(prepareMissingPermissions(sources, 'prod')[0]?.check).toBe(
      'kubectl --context prod auth can-i list leases.coordination.k8s.io -n kube-node-lease',
    );
  });

  it('grants Reader for a read action and a role of its own for the health action', () => {
    const scope = '/subscriptions/s/resourceGroups/MC';
    const read = denied('loadBalancers', { verb: 'Microsoft.Network/loadBalancers/read', resource: scope });
    expect(prepareMissingPermissions(read, 'prod')[0]?.grant).toBe(
      `az role assignment create --assignee "$PRINCIPAL_ID" --role Reader --scope ${scope}`,
    );
    const [health] = prepareMissingPermissions(partlyDeniedSources, 'prod');
    expect(health?.grant).toContain('"Actions":["Microsoft.Network/loadBalancers/loadBalancingRules/health/action"');
    expect(health?.grant).toContain('"AssignableScopes":["/subscriptions/s"]');
    expect(health?.grant).toMatch(/--role "AKS Ingress Health Reader" --scope \/subscriptions\/s$/);
    expect(health?.without).toBe('Probe states are computed, not measured.');
  });

  it('leaves a place to fill in where the id of the group is not known', () => {
    const read = denied('loadBalancers', {
      verb: 'Microsoft.Network/loadBalancers/read',
      resource: 'the node resource group',
    });
    const [row] = prepareMissingPermissions(read, 'prod');
    expect(row?.grant).toContain('--scope /subscriptions/SUBSCRIPTION_ID/resourceGroups/NODE_RESOURCE_GROUP');
    expect(row?.check).toContain('--scope /subscriptions/SUBSCRIPTION_ID/resourceGroups/NODE_RESOURCE_GROUP');
  });

  it('still explains a resource it has never heard of', () => {
    const [row] = prepareMissingPermissions(denied('gadgets', { verb: 'list', resource: 'x.io/gadgets' }), 'prod');
    expect(row?.title).toBe('gadgets');
    expect(row?.usedFor).not.toBe('');
  });

  it.each([
    ['one rule', '/subscriptions/s/resourceGroups/MC/providers/Microsoft.Network/loadBalancers/kubernetes/x/y'],
    ['the group itself', '/subscriptions/s/resourceGroups/MC'],
  ])('grants for the whole group what Azure refused for %s', (_what, resource) => {
    const sources = denied('loadBalancers', { verb: 'Microsoft.Network/loadBalancers/read', resource });
    expect(prepareMissingPermissions(sources, 'prod')[0]?.grant).toMatch(
      / --scope \/subscriptions\/s\/resourceGroups\/MC$/,
    );
  });

  it('grants for the subscription what belongs to no group, not for an operation that is soon over', () => {
    const resource = '/subscriptions/s/providers/Microsoft.Network/locations/westeurope/operationResults/1-2-3';
    const sources = denied('health', { verb: 'Microsoft.Network/locations/operationResults/read', resource });
    expect(prepareMissingPermissions(sources, 'prod')[0]?.grant).toMatch(/ --scope \/subscriptions\/s$/);
  });
});
