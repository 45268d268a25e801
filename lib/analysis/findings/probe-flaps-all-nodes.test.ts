import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { editNode, editProbes, removeNode } from '../testing/edit.ts';
import { ago, found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';
import { withHealth } from '../testing/with-health.ts';
import { readyCondition } from '../testing/world.ts';

const code = 'probe-flaps-all-nodes';
const UP = 'Up_Probe_Success';
const SILENT = 'Down_Probe_TcpProbeTimeout';

const on = (...nodes: readonly string[]) => nodes.map((node) => ({ node }));
/** Three pods on three of six nodes. */
const world = (service: Parameters<typeof webWorld>[0] = {}) => webWorld(service, 6, on('n0', 'n1', 'n2'));

function silent(snapshot: Snapshot, ...names: readonly string[]): Snapshot {
  const conditions = [{ ...readyCondition('Unknown'), changedAt: ago(120) }];
  return names.reduce((changed, name) => editNode(changed, name, { conditions }), snapshot);
}

describe('probe-flaps-all-nodes', () => {
  it('is foretold with the chance of a try while an endpoint of a silent node is ready', () => {
    const [finding] = found(silent(world(), 'n1'), code);
    expect(finding?.severity).toBe('high');
    expect(finding?.title).toContain('with p = 1/3');
    expect(finding?.impact).toContain('once in about 60 s and is out 23.8 % of the time');
    expect(finding?.objects.map(({ name }) => name)).toEqual(['web', 'n1']);
    expect(finding?.evidence[0]?.known).toBe('assumed');
  });

  it('claims the fault where the node does not exist', () => {
    const [finding] = found(removeNode(world(), 'n1'), code);
    expect(finding?.title).toContain('meets a dead endpoint with p = 1/3');
    expect(finding?.evidence.map(({ known }) => known)).toEqual(['computed', 'computed']);
  });

  it('says that all nodes go down when every endpoint is dead', () => {
    const [finding] = found(silent(world(), 'n0', 'n1', 'n2'), code);
    expect(finding?.title).toContain('each time');
    expect(finding?.impact).toContain('All nodes are down within 15 s');
  });

  it('is critical once many healthy nodes are seen down, and only high for a single one', () => {
    const many = withHealth(silent(world(), 'n1'), [UP, SILENT, SILENT, SILENT, UP, UP]);
    const [finding] = found(many, code);
    expect(finding?.severity).toBe('critical');
    expect(finding?.title).toContain('2 healthy nodes of 5 are down');
    expect(finding?.evidence.at(-1)?.known).toBe('measured');
    const one = withHealth(silent(world(), 'n1'), [UP, SILENT, SILENT, UP, UP, UP]);
    expect(found(one, code)[0]?.severity).toBe('high');
  });

  it('is not told of a machine that Azure has up since it fell silent', () => {
    expect(found(withHealth(silent(world(), 'n1'), [UP, UP, UP, UP, UP, UP]), code)).toEqual([]);
  });

  it('tells the worst zone where hints keep connections in their zone', () => {
    const endpoints = [
      { node: 'n0', hintZones: ['westeurope-1'] },
      { node: 'n1', hintZones: ['westeurope-2'] },
    ];
    const [finding] = found(silent(webWorld({}, 6, endpoints), 'n1'), code);
    expect(finding?.title).toContain('each time');
    expect(finding?.impact).toContain('The nodes of that zone are down');
  });

  it.each<[string, Snapshot]>([
    ['all is well', world()],
    ['the silent node hosts nothing', silent(world(), 'n4')],
    [
      'the endpoint of the silent node is not ready',
      silent(webWorld({}, 3, [{ node: 'n0' }, { node: 'n1', state: 'not-ready' }]), 'n1'),
    ],
    ['the policy is Local', silent(world({ externalTrafficPolicy: 'Local' }), 'n1')],
    [
      'the probe asks kube-proxy',
      silent(editProbes(world(), { protocol: 'Http', port: 10_256, requestPath: '/healthz' }), 'n1'),
    ],
    ['the probe asks some other port', silent(editProbes(world(), { port: 9000 }), 'n1')],
    ['a kubelet only reports NotReady', editNode(world(), 'n1', { conditions: [readyCondition('False')] })],
  ])('says nothing when %s', (_name, snapshot) => {
    expect(found(snapshot, code)).toEqual([]);
  });
});
