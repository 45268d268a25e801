import { describe, expect, it } from 'vitest';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

const code = 'zones-unevenly-served';
/** Nodes n0, n3, n6 are in zone 1; n1, n4 in zone 2; n2, n5 in zone 3. */
const on = (...nodes: readonly number[]) => nodes.map((node) => ({ node: `n${node}` }));

describe('zones-unevenly-served', () => {
  it('counts pods under Cluster', () => {
    const [finding] = found(webWorld({}, 7, on(0, 0, 3, 1)), code);
    expect(finding?.title).toBe('Zone westeurope-1 serves 75 % of shop/web, zone westeurope-2 25 %');
    expect(finding?.severity).toBe('medium');
  });

  it('counts nodes with pods under Local, whatever number of pods they host', () => {
    const local = { externalTrafficPolicy: 'Local' as const };
    expect(found(webWorld(local, 7, on(0, 3, 6, 1, 1, 1)), code)[0]?.title).toBe(
      'Zone westeurope-1 serves 75 % of shop/web, zone westeurope-2 25 %',
    );
    expect(found(webWorld(local, 7, on(0, 0, 0, 1)), code)).toEqual([]);
  });

  it('says nothing of a difference of one, which numbers may force', () => {
    expect(found(webWorld({}, 7, on(0, 3, 1, 2)), code)).toEqual([]);
    expect(found(webWorld({}, 7), code)).toEqual([]);
  });

  it('says nothing of up to one and a half times', () => {
    expect(found(webWorld({}, 7, on(0, 0, 0, 3, 3, 3, 1, 1, 4, 4)), code)).toEqual([]);
  });

  it('leaves everything in one zone to single-point-of-failure', () => {
    const world = webWorld({}, 7, on(0, 3, 6));
    expect(found(world, code)).toEqual([]);
    expect(found(world, 'single-point-of-failure')).toHaveLength(1);
  });

  it('says nothing when a pod is on a node that does not exist', () => {
    expect(found(webWorld({}, 7, [...on(0, 0, 3, 1), { node: 'gone' }]), code)).toEqual([]);
  });
});
