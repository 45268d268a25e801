import { describe, expect, it } from 'vitest';
import type { TrafficPolicy } from '../../lib/snapshot/service.ts';
import { chooseVariant, prepareVariants } from '../service/prepare-variants.ts';
import { verdictWords } from '../status-vocabulary.ts';
import { badNightNodes, manyNodes } from '../testing/sample-nodes.ts';
import type { SampleNode } from '../testing/sample-policy.ts';
import { sampleService } from '../testing/sample-service.ts';
import { layoutRoutingMap } from './layout-routing-map.ts';
import type { MapColours } from './map-colours.ts';
import { mapSvg } from './map-svg.ts';
import { prepareRoutingMap } from './prepare-routing-map.ts';

const tone = (name: string) => ({ graphic: name, wash: `${name}-wash`, ink: `${name}-ink` });
const colours: MapColours = {
  surface: 'white',
  ink: 'black',
  soft: 'gray',
  line: 'silver',
  focus: 'blue',
  tones: {
    healthy: tone('healthy'),
    degraded: tone('degraded'),
    failing: tone('failing'),
    draining: tone('draining'),
    unknown: tone('unknown'),
    idle: tone('idle'),
  },
  fontText: '"Some Sans", sans-serif',
  fontNames: 'monospace',
};

function pictureOf(nodes: readonly SampleNode[], policy: TrafficPolicy) {
  const report = sampleService(nodes, policy);
  const variant = chooseVariant(prepareVariants(report), null);
  if (variant === null) throw new Error('the sample has no rule');
  const model = prepareRoutingMap(report, variant, policy);
  const layout = layoutRoutingMap(model, 1280);
  const svg = mapSvg({ model, layout, colours, title: 'prod <a> & shop/web', takenAt: '2026-11-06T03:12:07Z' });
  return { model, layout, svg };
}

const occurrences = (text: string, part: string) => text.split(part).length - 1;

describe('the map as a picture', () => {
  it('tells what it is of, when, under which policy, and what the colours mean', () => {
    const { svg, layout } = pictureOf(badNightNodes, 'Local');
    expect(svg).toContain('prod &lt;a&gt; &amp; shop/web</title>');
    expect(svg).toContain('New connections under Local, 2026-11-06 03:12:07Z');
    expect(svg).toContain('spot machine');
    for (const address of layout.blocks.find((block) => block.kind === 'frontend')?.label.split('\n') ?? ['none']) {
      expect(svg).toContain(`>${address}<`);
    }
  });

  it('says in a word what is wrong or out, not by colour alone', () => {
    const { svg, model } = pictureOf(badNightNodes, 'Local');
    const wrong = model.nodes.filter((node) => node.wrong);
    expect(wrong.length).toBeGreaterThan(0);
    for (const node of wrong) expect(svg).toMatch(new RegExp(`anchor="end">${verdictWords[node.verdict].word}`));
  });

  it('draws a ribbon for each that has connections', () => {
    const { svg, layout } = pictureOf(badNightNodes, 'Cluster');
    const flowing = layout.ribbons.filter((ribbon) => ribbon.thickness > 0);
    expect(flowing.length).toBeGreaterThan(3);
    const hatched = flowing.filter((ribbon) => ribbon.spot);
    expect(occurrences(svg, '<path d="M')).toBe(flowing.length + hatched.length + 1);
  });

  it('draws every cell of a crowd of 5,000 in few elements', () => {
    const { svg, layout } = pictureOf(manyNodes(1000, 4000), 'Local');
    const cells = layout.blocks.filter((block) => block.kind === 'mosaic').flatMap((block) => block.members);
    expect(cells.length).toBeGreaterThan(4000);
    expect(occurrences(svg, 'z"') + occurrences(svg, 'zM')).toBe(cells.length);
    expect(occurrences(svg, '<path')).toBeLessThan(300);
  });

  it('is well formed: no bare ampersand and no number that is none', () => {
    for (const policy of ['Cluster', 'Local'] as const) {
      const { svg } = pictureOf(badNightNodes, policy);
      expect(svg).not.toMatch(/NaN|undefined|&(?!amp;|lt;|gt;|quot;)/);
    }
  });
});
