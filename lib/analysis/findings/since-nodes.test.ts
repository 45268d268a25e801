import { describe, expect, it } from 'vitest';
import type { ClusterNode } from '../../snapshot/cluster-node.ts';
import { ago, found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

/** Three nodes with a ready endpoint each; the first ones changed. */
function sinceOf(code: string, ...changes: readonly Partial<ClusterNode>[]): string | null | undefined {
  const snapshot = webWorld();
  const nodes = (snapshot.kubernetes.nodes ?? []).map((node, index) => ({ ...node, ...changes[index] }));
  return found({ ...snapshot, kubernetes: { ...snapshot.kubernetes, nodes } }, code)[0]?.since;
}

const ready = (status: 'False' | 'Unknown', changedAt: string | null): Partial<ClusterNode> => ({
  conditions: [{ type: 'Ready', status, reason: '', message: '', changedAt, heartbeatAt: null }],
});

describe('since when nodes leave', () => {
  const since = (...changes: readonly Partial<ClusterNode>[]) => sinceOf('departing-node-in-rotation', ...changes);

  it('is when the first of them was lost', () => {
    expect(since(ready('Unknown', ago(200)), ready('Unknown', ago(500)))).toBe(ago(500));
  });

  it('is when the taint was put on', () => {
    const taint = { key: 'ToBeDeletedByClusterAutoscaler', effect: 'NoSchedule', value: '', addedAt: ago(90) };
    expect(since({ taints: [taint] })).toBe(ago(90));
    const value = String(Date.parse(ago(80)) / 1000);
    expect(since({ taints: [{ ...taint, value, addedAt: null }] })).toBe(ago(80));
  });

  it('is when a kubelet began to report NotReady', () => {
    expect(since(ready('False', ago(70)))).toBe(ago(70));
  });

  it('is not told when one of them does not tell', () => {
    expect(since(ready('Unknown', ago(200)), ready('Unknown', null))).toBeNull();
    const taint = { key: 'ToBeDeletedByClusterAutoscaler', effect: 'NoSchedule', value: 'now', addedAt: null };
    expect(since({ taints: [taint] })).toBeNull();
  });
});

describe('since when endpoints stand on lost nodes', () => {
  it('is when the first of them was lost', () => {
    expect(sinceOf('endpoints-on-lost-node', ready('Unknown', ago(200)), ready('Unknown', ago(500)))).toBe(ago(500));
  });

  it('is not told by a node that is gone', () => {
    const snapshot = webWorld();
    const nodes = (snapshot.kubernetes.nodes ?? []).slice(1);
    const gone = found({ ...snapshot, kubernetes: { ...snapshot.kubernetes, nodes } }, 'endpoints-on-lost-node');
    expect(gone.map((finding) => finding.since)).toEqual([null]);
  });
});
