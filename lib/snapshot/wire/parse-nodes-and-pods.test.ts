import { describe, expect, test } from 'vitest';
import { parseClusterNode } from './parse-cluster-node.ts';
import { parseLease } from './parse-lease.ts';
import { parsePod } from './parse-pod.ts';

const NODE = { metadata: { name: 'node-0', uid: 'u' } };
const POD = { metadata: { namespace: 'shop', name: 'web-1', uid: 'u' } };

describe('parseClusterNode', () => {
  test('keeps labels, taints, conditions and InternalIPs in order', () => {
    const parsed = parseClusterNode({
      metadata: { ...NODE.metadata, labels: { agentpool: 'apps' } },
      spec: {
        providerID: 'azure:///x',
        unschedulable: true,
        taints: [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', timeAdded: '2026-11-21T00:00:00Z' }],
        podCIDR: '10.244.0.0/24',
      },
      status: {
        addresses: [
          { type: 'Hostname', address: 'node-0' },
          { type: 'InternalIP', address: '10.224.0.4' },
          { type: 'InternalIP', address: 'fd00::4' },
        ],
        conditions: [{ type: 'Ready', status: 'Unknown', lastHeartbeatTime: '2026-11-21T00:00:00Z' }],
        nodeInfo: { kubeletVersion: 'v1.36.2' },
      },
    });
    expect(parsed).toMatchObject({
      ok: true,
      value: {
        labels: { agentpool: 'apps' },
        providerId: 'azure:///x',
        unschedulable: true,
        internalIPs: ['10.224.0.4', 'fd00::4'],
        podCidrs: ['10.244.0.0/24'],
        taints: [{ value: '', addedAt: '2026-11-21T00:00:00Z' }],
        conditions: [{ type: 'Ready', status: 'Unknown', reason: '', heartbeatAt: '2026-11-21T00:00:00Z' }],
      },
    });
  });

  test('refuses a condition whose status is none, instead of taking the node for ready', () => {
    for (const status of [true, 'true', 'Maybe', null, undefined]) {
      const parsed = parseClusterNode({ ...NODE, status: { conditions: [{ type: 'Ready', status }] } });
      expect(parsed).toMatchObject({
        ok: false,
        problem: { object: 'Node node-0', pointer: '/status/conditions/0/status' },
      });
    }
  });
});

describe('parsePod', () => {
  test('refuses an object of another kind', () => {
    expect(parsePod({ ...POD, kind: 'Node' })).toMatchObject({
      problem: { object: 'Pod shop/web-1', pointer: '/kind' },
    });
  });

  test('is not ready without a Ready condition', () => {
    expect(parsePod(POD)).toMatchObject({
      ok: true,
      value: { ready: false, readyChangedAt: null, phase: 'Unknown', terminationGracePeriodSeconds: 30, owner: null },
    });
  });

  test('keeps what decides its end, and neither images, arguments nor environment', () => {
    const container = {
      name: 'web',
      image: 'registry/web:1',
      args: ['--secret=hunter2'],
      env: [{ name: 'TOKEN', value: 'hunter2' }],
      readinessProbe: { httpGet: { path: '/ready' } },
      lifecycle: { preStop: { sleep: { seconds: 15 } } },
    };
    const parsed = parsePod({
      metadata: { ...POD.metadata, ownerReferences: [{ kind: 'ReplicaSet', name: 'web-1', controller: true }] },
      spec: { nodeName: 'node-0', containers: [container] },
      status: {
        phase: 'Running',
        podIPs: [{ ip: '10.244.0.5' }],
        conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: '2026-11-21T00:00:00Z' }],
        containerStatuses: [{ name: 'web', restartCount: 3, state: { waiting: { reason: 'CrashLoopBackOff' } } }],
      },
    });
    expect(parsed).toMatchObject({
      value: {
        ready: true,
        readyChangedAt: '2026-11-21T00:00:00Z',
        owner: { kind: 'ReplicaSet', name: 'web-1' },
        containers: [
          {
            name: 'web',
            preStop: { kind: 'sleep', seconds: 15 },
            hasReadinessProbe: true,
            sidecar: false,
            hostPorts: [],
          },
        ],
        containerStates: [{ name: 'web', ready: false, restartCount: 3, state: 'CrashLoopBackOff' }],
      },
    });
    expect(JSON.stringify(parsed)).not.toMatch(/hunter2|registry/);
  });

  test('refuses a wrong type where it would change readiness', () => {
    const conditions = [{ type: 'Ready', status: true }];
    expect(parsePod({ ...POD, status: { conditions } })).toMatchObject({
      problem: { pointer: '/status/conditions/0/status' },
    });
    const containers = [{ name: 'web', readinessProbe: 'yes' }];
    expect(parsePod({ ...POD, spec: { containers } })).toMatchObject({
      problem: { object: 'Pod shop/web-1', pointer: '/spec/containers/0/readinessProbe' },
    });
  });
});

describe('parseLease', () => {
  test('reads a heartbeat and passes over leases that leaders hold', () => {
    const spec = { renewTime: '2026-11-21T00:00:00.123456Z', leaseDurationSeconds: 40 };
    expect(parseLease({ metadata: { namespace: 'kube-node-lease', name: 'node-0' }, spec })).toEqual({
      ok: true,
      value: { nodeName: 'node-0', resourceVersion: '', renewedAt: spec.renewTime, durationSeconds: 40 },
    });
    expect(parseLease({ metadata: { namespace: 'kube-system', name: 'scheduler' }, spec })).toEqual({
      ok: true,
      value: null,
    });
  });
});
