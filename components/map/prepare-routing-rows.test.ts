import { describe, expect, it } from 'vitest';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { chooseVariant, prepareVariants } from '../service/prepare-variants.ts';
import { badNightNodes } from '../testing/sample-nodes.ts';
import type { SampleNode } from '../testing/sample-policy.ts';
import { sampleService } from '../testing/sample-service.ts';
import { layoutRoutingMap } from './layout-routing-map.ts';
import { prepareRoutingMap } from './prepare-routing-map.ts';
import { prepareRoutingRows } from './prepare-routing-rows.ts';

function modelOf(nodes: readonly SampleNode[], policy: TrafficPolicy) {
  const report = sampleService(nodes, policy);
  const variant = chooseVariant(prepareVariants(report), null);
  if (variant === null) throw new Error('the sample has no rule');
  return prepareRoutingMap(report, variant, policy);
}

describe('routing as a table', () => {
  it.each(['Cluster', 'Local'] as const)('holds what the map draws under %s, and no more', (policy) => {
    const model = modelOf(badNightNodes, policy);
    const drawn = layoutRoutingMap(model, 1380).ribbons.filter((ribbon) => ribbon.to !== 'hub');
    const sum = (items: readonly { readonly share: number }[]) => items.reduce((total, item) => total + item.share, 0);
    expect(prepareRoutingRows(model)).toHaveLength(drawn.length);
    expect(sum(prepareRoutingRows(model))).toBeCloseTo(sum(drawn), 6);
  });

  it('puts lost connections first', () => {
    const [first] = prepareRoutingRows(modelOf(badNightNodes, 'Cluster'));
    expect(first).toMatchObject({ from: 'aks-spot-18304512-vmss000001', to: 'lost', lost: true });
  });

  it('says that all is lost when nobody is in rotation', () => {
    expect(prepareRoutingRows(modelOf([{ name: 'a', pool: 'web', zone: '1' }], 'Local'))).toMatchObject([
      { from: '20.103.44.17:443', to: 'lost', share: 1 },
    ]);
  });
});
