import { describe, expect, it } from 'vitest';
import { editServices } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

const code = 'affinity-concentrates-traffic';

describe('affinity-concentrates-traffic', () => {
  it.each(['Cluster', 'Local'] as const)('tells of session affinity under %s, and of nothing else', (policy) => {
    const world = webWorld({ sessionAffinity: 'ClientIP', externalTrafficPolicy: policy });
    const [finding] = found(world, code);
    expect(finding?.title).toBe('Session affinity of shop/web sends each source address to one of 3 nodes');
    expect(found(world, 'rule-drift')).toEqual([]);
  });

  it('says nothing without affinity, where the fix was applied, or with one node to choose', () => {
    expect(found(webWorld(), code)).toEqual([]);
    expect(found(editServices(webWorld({ sessionAffinity: 'ClientIP' }), { sessionAffinity: 'None' }), code)).toEqual(
      [],
    );
    expect(found(webWorld({ sessionAffinity: 'ClientIP' }, 1), code)).toEqual([]);
  });
});
