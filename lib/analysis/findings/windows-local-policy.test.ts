import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { editNode } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

const code = 'windows-local-policy';
const local = { externalTrafficPolicy: 'Local' as const };

function withOs(snapshot: Snapshot, node: string, os: string): Snapshot {
  const labels = snapshot.kubernetes.nodes?.find(({ name }) => name === node)?.labels ?? {};
  return editNode(snapshot, node, { labels: { ...labels, 'kubernetes.io/os': os } });
}

describe('windows-local-policy', () => {
  it('names the Windows nodes that serve, and their share', () => {
    const [finding] = found(withOs(webWorld(local), 'n1', 'windows'), code);
    expect(finding?.severity).toBe('medium');
    expect(finding?.title).toBe('shop/web has policy Local and pods on 1 Windows node: n1');
    expect(finding?.impact).toContain('33.3 % of connections');
    expect(finding?.objects).toContainEqual({ kind: 'Node', namespace: null, name: 'n1' });
  });

  it.each([
    ['Linux nodes', withOs(webWorld(local), 'n1', 'linux')],
    ['a Windows node without a pod', withOs(webWorld(local, 3, [{ node: 'n0' }, { node: 'n2' }]), 'n1', 'windows')],
    [
      'a Windows node whose pod is not ready',
      withOs(webWorld(local, 3, [{ node: 'n0' }, { node: 'n1', state: 'not-ready' }]), 'n1', 'windows'),
    ],
    ['policy Cluster, its patch', withOs(webWorld(), 'n1', 'windows')],
  ])('says nothing of %s', (_what, snapshot) => {
    expect(found(snapshot, code)).toEqual([]);
  });
});
