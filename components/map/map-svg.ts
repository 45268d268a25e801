import { formatInstant, formatShare, truncateMiddle } from '../format.ts';
import { podStateWords, verdictOrder, verdictWords } from '../status-vocabulary.ts';
import type { MapColours } from './map-colours.ts';
import type { MapBlock, MapLayout, MapRibbon } from './map-layout.ts';
import { cellBox, lotsOf } from './paint-mosaic.ts';
import { ribbonOpacities, thicknessMin } from './paint-ribbons.ts';
import type { RoutingModel } from './routing-model.ts';

export interface MapPicture {
  readonly model: RoutingModel;
  readonly layout: MapLayout;
  readonly colours: MapColours;
  /** What the picture is of: cluster and Service. */
  readonly title: string;
  /** When the data was taken, RFC 3339. */
  readonly takenAt: string;
}

const margin = 16;
const headHeight = 48;
const legendHeight = 40;
const legendStep = 150;

/** The routing map as a standing picture: title, time, the layout of the page, legend. */
export function mapSvg({ model, layout, colours, title, takenAt }: MapPicture): string {
  const perRow = Math.max(1, Math.floor(layout.width / legendStep));
  const legendRows = Math.ceil((verdictOrder.length + 1) / perRow);
  const width = layout.width + 2 * margin;
  const height = headHeight + layout.height + legendRows * 18 + legendHeight;
  const subtitle = `New connections under ${model.policy}, ${formatInstant(takenAt)}, lost ${formatShare(model.lostShare)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" role="img" aria-label="${escapeXml(title)}" font-size="12" font-family="${escapeXml(colours.fontText)}">`,
    `<title>${escapeXml(title)}</title>`,
    `<defs><pattern id="spot" width="6" height="6" patternUnits="userSpaceOnUse"><path d="M0 6L6 0" stroke="${colours.surface}" stroke-width="1.5"/></pattern></defs>`,
    `<rect width="100%" height="100%" fill="${colours.surface}"/>`,
    text(title, margin, 18, { fill: colours.ink, size: 14, weight: 600 }),
    text(subtitle, margin, 36, { fill: colours.soft, size: 12, weight: 400 }),
    `<g transform="translate(${margin} ${headHeight})">`,
    ...layout.ribbons.map((ribbon) => ribbonSvg(ribbon, colours)),
    ...layout.blocks.map((block) => blockSvg(block, model, colours)),
    ...layout.headings.map((heading) =>
      text(heading.text, heading.x, heading.y + 13, { fill: colours.soft, size: 11, weight: 500 }),
    ),
    '</g>',
    legendSvg(colours, headHeight + layout.height + legendHeight - 8, perRow),
    '</svg>',
  ].join('\n');
}

function ribbonSvg({ x0, x1, y0, y1, thickness, tone, spot }: MapRibbon, colours: MapColours): string {
  if (thickness <= 0) return '';
  const height = Math.max(thicknessMin, thickness);
  const middle = round((x0 + x1) / 2);
  const [left, right, upper0, upper1] = [round(x0), round(x1), round(y0), round(y1)];
  const [lower0, lower1] = [round(y0 + height), round(y1 + height)];
  const d = `M${left} ${upper0}C${middle} ${upper0} ${middle} ${upper1} ${right} ${upper1}V${lower1}C${middle} ${lower1} ${middle} ${lower0} ${left} ${lower0}Z`;
  const fill = `<path d="${d}" fill="${colours.tones[tone].graphic}" fill-opacity="${ribbonOpacities[tone]}"/>`;
  return spot ? `${fill}<path d="${d}" fill="url(#spot)"/>` : fill;
}

function blockSvg(block: MapBlock, model: RoutingModel, colours: MapColours): string {
  const { x, y, width, height, kind } = block;
  const tone = colours.tones[block.tone];
  const frame = block.tone === 'failing' ? ` stroke="${tone.graphic}" stroke-width="1.5"` : '';
  const box = rect(x, y, width, height, `fill="${kind === 'hub' ? colours.soft : tone.wash}"${frame}`);
  if (kind === 'hub') return box;
  if (kind === 'mosaic') return box + mosaicSvg(block, model, colours);
  const strip = rect(x, y, 4, height, `fill="${tone.graphic}"`);
  const hatching = block.spot ? rect(x, y, 4, height, 'fill="url(#spot)"') : '';
  return box + strip + hatching + labelSvg(block, model, colours);
}

const letterWidth = 7.2;
const smallLetterWidth = 6.5;

function labelSvg(block: MapBlock, model: RoutingModel, colours: MapColours): string {
  const { x, y, width, height, tone, kind } = block;
  const middle = y + height / 2 + 4;
  const lines = kind === 'lost' ? ['lost'] : block.label.split('\n');
  const suffix = suffixOf(block, model);
  const letters = Math.max(3, Math.floor((width - 20 - suffix.length * smallLetterWidth) / letterWidth));
  const fill = tone === 'idle' && kind === 'item' ? colours.soft : colours.ink;
  const names = lines.map((line, index) =>
    text(truncateMiddle(line, letters), x + 10, middle + (index - (lines.length - 1) / 2) * 16, {
      fill,
      size: 12,
      weight: 400,
      family: colours.fontNames,
    }),
  );
  const end = { fill: colours.tones[tone].ink, size: 12, weight: 400, anchor: 'end' } as const;
  return names.join('') + (suffix === '' ? '' : text(suffix, x + width - 6, middle, end));
}

/** The share, and the state in a word where it is not the usual one: a picture may be printed without colours. */
function suffixOf(block: MapBlock, model: RoutingModel): string {
  if (block.kind === 'frontend') return '';
  const share = block.share > 0 ? formatShare(block.share) : '';
  const index = block.members[0] ?? -1;
  const node = block.column === 'node' ? model.nodes[index] : undefined;
  const pod = block.column === 'pod' ? model.pods[index] : undefined;
  if (block.kind !== 'item' || block.tone === 'healthy') return share;
  const word = node === undefined ? pod && podStateWords[pod.state].word : verdictWords[node.verdict].word;
  return [word ?? '', share].filter((part) => part !== '').join(' · ');
}

/** Thousands of cells as a few paths. */
function mosaicSvg(block: MapBlock, model: RoutingModel, colours: MapColours): string {
  const paths = lotsOf(block, model, colours).map(({ colour, opacity, positions }) => {
    const d = positions.map((position) => {
      const cell = cellBox(block, position);
      const [width, height] = [round(cell.width), round(cell.height)];
      return `M${round(block.x + cell.x)} ${round(block.y + cell.y)}h${width}v${height}h-${width}z`;
    });
    return `<path d="${d.join('')}" fill="${colour}" fill-opacity="${opacity}"/>`;
  });
  return paths.join('');
}

function legendSvg(colours: MapColours, top: number, perRow: number): string {
  const entries = verdictOrder.map((verdict) => ({
    word: verdictWords[verdict].word,
    fill: `fill="${colours.tones[verdictWords[verdict].tone].graphic}"`,
  }));
  const spot = { word: 'spot machine', fill: `fill="${colours.soft}"` };
  return [...entries, spot]
    .map(({ word, fill }, index) => {
      const [x, y] = [margin + (index % perRow) * legendStep, top + Math.floor(index / perRow) * 18];
      const hatching = word === spot.word ? rect(x, y - 9, 10, 10, 'fill="url(#spot)"') : '';
      const label = text(word, x + 15, y, { fill: colours.soft, size: 11, weight: 400 });
      return rect(x, y - 9, 10, 10, fill) + hatching + label;
    })
    .join('');
}

interface TextLook {
  readonly fill: string;
  readonly size: number;
  readonly weight: number;
  readonly anchor?: 'end';
  readonly family?: string;
}

function text(words: string, x: number, y: number, { fill, size, weight, anchor, family }: TextLook): string {
  const extra = `${anchor === undefined ? '' : ` text-anchor="${anchor}"`}${family === undefined ? '' : ` font-family="${escapeXml(family)}"`}`;
  return `<text x="${round(x)}" y="${round(y)}" fill="${fill}" font-size="${size}" font-weight="${weight}"${extra}>${escapeXml(words)}</text>`;
}

function rect(x: number, y: number, width: number, height: number, rest: string): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${rest}/>`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function escapeXml(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
