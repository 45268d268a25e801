import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { analyze } from '../analyze.ts';
import { reportService } from '../report-service.ts';
import { found, withEvents } from '../testing/found.ts';
import { testManagedCluster } from '../testing/managed-cluster.ts';
import { webWorld } from '../testing/web-world.ts';
import { withHealth } from '../testing/with-health.ts';
import { testPolicy, withPolicies } from '../testing/with-policies.ts';
import { securityRule, withSecurityRules } from '../testing/with-security-rules.ts';

const cluster = webWorld();
const local = webWorld({ externalTrafficPolicy: 'Local', healthCheckNodePort: 32_000 });

function lostShares(snapshot: Snapshot): readonly [number, number] {
  const report = reportService(analyze(snapshot), { namespace: 'shop', name: 'web' });
  if (report === null) throw new Error('no such Service');
  for (const { nodes, pods, lostShare } of Object.values(report.policies)) {
    const entering = nodes.reduce((sum, { share }) => sum + share, 0);
    expect(entering === 0 || Math.abs(entering - 1) < 1e-9).toBe(true);
    expect(pods.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1 - lostShare, 9);
  }
  return [report.policies.Cluster.lostShare, report.policies.Local.lostShare];
}

function enforced(snapshot: Snapshot): Snapshot {
  const managedCluster = testManagedCluster({ networkPolicy: 'calico' });
  return { ...snapshot, azure: { ...snapshot.azure, managedCluster } };
}

describe('what never reaches a pod is lost', () => {
  const denyInternet = securityRule({ name: 'deny', access: 'Deny', priority: 200, destinationPorts: ['*'] });
  const denyProber = { ...denyInternet, sources: ['AzureLoadBalancer'] };

  it.each([cluster, local])('all of it where no client gets in, whatever the policy', (world) => {
    expect(lostShares(withSecurityRules(world, [securityRule(), denyInternet]))).toEqual([1, 1]);
  });

  it.each([cluster, local])('all of it where the probe is kept out, whatever the policy', (world) => {
    const blocked = withSecurityRules(world, [securityRule(), denyProber]);
    expect(lostShares(blocked)).toEqual([1, 1]);
    const report = reportService(analyze(blocked), { namespace: 'shop', name: 'web' });
    expect(new Set(report?.verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['wrongly-out']));
  });

  it('only under the policy whose probe is kept out', () => {
    const nodePorts = { ...denyProber, destinationPorts: ['30080'] };
    expect(lostShares(withSecurityRules(cluster, [securityRule(), nodePorts]))[0]).toBe(1);
    expect(lostShares(withSecurityRules(local, [securityRule(), nodePorts]))).toEqual([1, 0]);
  });

  it('under Local too before its health-check port is known, where no node port is let in', () => {
    const nodePorts = { ...denyProber, destinationPorts: ['30000-32767'] };
    expect(lostShares(withSecurityRules(cluster, [securityRule(), nodePorts]))).toEqual([1, 1]);
    const half = { ...denyProber, destinationPorts: ['30000-31000'] };
    expect(lostShares(withSecurityRules(cluster, [securityRule(), half]))).toEqual([1, 0]);
  });

  it('and a node that is out by design stays so', () => {
    const empty = {
      ...local,
      kubernetes: {
        ...local.kubernetes,
        endpointSlices: (local.kubernetes.endpointSlices ?? []).map((slice) => ({
          ...slice,
          endpoints: slice.endpoints.map((endpoint) =>
            endpoint.nodeName === 'n1' ? { ...endpoint, ready: false, serving: true, terminating: true } : endpoint,
          ),
        })),
      },
    };
    const seen = withHealth(withSecurityRules(empty, [securityRule(), denyProber]), [
      'Down_Probe_HttpNoResponse',
      'Down_Probe_HttpNoResponse',
      'Down_Probe_HttpNoResponse',
    ]);
    const report = reportService(analyze(seen), { namespace: 'shop', name: 'web' });
    expect(report?.verdicts.map(({ node, verdict }) => [node, verdict])).toEqual([
      ['n0', 'wrongly-out'],
      ['n1', 'expected-out'],
      ['n2', 'wrongly-out'],
    ]);
  });

  it('not against an answer that got through', () => {
    const seen = withHealth(withSecurityRules(cluster, [securityRule(), denyProber]), [
      'Up_Probe_Success',
      'Up_Probe_Success',
      'Up_Probe_Success',
    ]);
    expect(lostShares(seen)[0]).toBe(0);
  });

  it('what crosses to another node where policies are enforced, and all of it under Local', () => {
    const shut = withPolicies(cluster, [testPolicy([])]);
    expect(lostShares(shut)).toEqual([0, 0]);
    const [ofCluster, ofLocal] = lostShares(enforced(shut));
    expect(ofCluster).toBeCloseTo(2 / 3, 9);
    expect(ofLocal).toBe(1);
    expect(found(enforced(shut), 'network-policy-blocks-ingress')[0]?.impact).toContain('66.7 %');
  });

  it('by policies on pods that all terminate, which then get what comes', () => {
    const { endpointSlices } = cluster.kubernetes;
    const terminating = {
      ...cluster,
      kubernetes: {
        ...cluster.kubernetes,
        endpointSlices: (endpointSlices ?? []).map((slice) => ({
          ...slice,
          endpoints: slice.endpoints.map((endpoint) => ({
            ...endpoint,
            ready: false,
            serving: true,
            terminating: true,
          })),
        })),
      },
    };
    const shut = enforced(withPolicies(terminating, [testPolicy([])]));
    expect(lostShares(shut)[0]).toBeCloseTo(2 / 3, 9);
    expect(found(shut, 'network-policy-blocks-ingress')).toHaveLength(1);
  });

  it('not through nodes without a pod: their probes cross to another node too, and fail', () => {
    const { endpointSlices } = cluster.kubernetes;
    const twoPods = {
      ...cluster,
      kubernetes: {
        ...cluster.kubernetes,
        endpointSlices: (endpointSlices ?? []).map((slice) => ({
          ...slice,
          endpoints: slice.endpoints.filter(({ nodeName }) => nodeName !== 'n2'),
        })),
      },
    };
    const shut = enforced(withPolicies(twoPods, [testPolicy([])]));
    expect(lostShares(shut)[0]).toBeCloseTo(1 / 2, 9);
    const { Cluster } = reportService(analyze(shut), { namespace: 'shop', name: 'web' })?.policies ?? {};
    expect(Cluster?.nodes.filter(({ share }) => share > 0)).toHaveLength(2);
  });

  it('under the other policy too where the controller fails to make the rule', () => {
    const bare = {
      ...cluster,
      azure: {
        ...cluster.azure,
        loadBalancers: (cluster.azure.loadBalancers ?? []).map((lb) => ({ ...lb, rules: [] })),
      },
    };
    expect(lostShares(bare)).toEqual([1, 0]);
    const failing = withEvents(bare, [{ reason: 'SyncLoadBalancerFailed', type: 'Warning', message: 'conflict' }]);
    expect(lostShares(failing)).toEqual([1, 1]);
  });
});
