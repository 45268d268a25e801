import { formatShare, truncateMiddle } from '../format.ts';
import { podStateWords, type Shape, type Tone, verdictWords } from '../status-vocabulary.ts';
import type { MapColours } from './map-colours.ts';
import type { MapBlock, MapHeading } from './map-layout.ts';
import { paintMosaic } from './paint-mosaic.ts';
import { hatch } from './paint-ribbons.ts';
import { paintShape } from './paint-shape.ts';
import type { RoutingModel } from './routing-model.ts';

const stripWidth = 4;
const headingLetterWidth = 5;
const headingVeil = 0.85;
const nameFontSize = 12;
/** Width of one letter of the fixed font, as part of its size. */
const letterWidth = 0.6;

export function paintBlocks(
  context: CanvasRenderingContext2D,
  blocks: readonly MapBlock[],
  model: RoutingModel,
  colours: MapColours,
): void {
  context.textBaseline = 'middle';
  for (const block of blocks) {
    if (block.kind === 'mosaic') paintMosaic(context, block, model, colours);
    else if (block.kind === 'hub') paintHub(context, block, colours);
    else if (block.kind === 'item') paintItem(context, block, model, colours);
    else paintWhole(context, block, colours);
  }
}

export function paintHeadings(
  context: CanvasRenderingContext2D,
  headings: readonly MapHeading[],
  colours: MapColours,
): void {
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.font = `500 11px ${colours.fontText}`;
  for (const heading of headings) {
    const text = truncateMiddle(heading.text, Math.floor(heading.width / headingLetterWidth));
    // Where nothing is in rotation the ribbon of what is lost passes behind.
    context.fillStyle = colours.surface;
    context.globalAlpha = headingVeil;
    context.fillRect(heading.x - 2, heading.y + 2, Math.min(heading.width, context.measureText(text).width) + 4, 14);
    context.globalAlpha = 1;
    context.fillStyle = colours.soft;
    context.fillText(text, heading.x, heading.y + 9, heading.width);
  }
}

function paintItem(context: CanvasRenderingContext2D, block: MapBlock, model: RoutingModel, colours: MapColours): void {
  const tone = colours.tones[block.tone];
  paintBox(context, block, colours);
  const middle = block.y + block.height / 2;
  const left = block.x + stripWidth + 10;
  paintShape(context, shapeOf(block, model), left, middle, tone.graphic);
  const share = block.share > 0 ? formatShare(block.share) : '';
  context.font = `${nameFontSize}px ${colours.fontNames}`;
  const shareRoom = block.width > 130 ? 56 : 0;
  if (shareRoom > 0 && share !== '') {
    context.textAlign = 'right';
    context.fillStyle = colours.ink;
    context.fillText(share, block.x + block.width - 6, middle);
  }
  const room = block.width - stripWidth - 20 - (share === '' ? 6 : shareRoom);
  const letters = Math.floor(room / (nameFontSize * letterWidth));
  if (letters < 3) return;
  context.textAlign = 'left';
  context.fillStyle = block.tone === 'idle' ? colours.soft : colours.ink;
  context.fillText(truncateMiddle(block.label, letters), left + 9, middle);
}

/** Box with the colour of its state at the left edge, hatched for a spot machine. */
function paintBox(context: CanvasRenderingContext2D, block: MapBlock, colours: MapColours): void {
  const tone = colours.tones[block.tone];
  context.fillStyle = tone.wash;
  context.fillRect(block.x, block.y, block.width, block.height);
  context.fillStyle = tone.graphic;
  context.fillRect(block.x, block.y, stripWidth, block.height);
  if (block.tone === 'failing') {
    context.strokeStyle = tone.graphic;
    context.lineWidth = 1.5;
    context.strokeRect(block.x + 0.75, block.y + 0.75, block.width - 1.5, block.height - 1.5);
  }
  const hatching = block.spot ? hatch(context, colours.surface) : null;
  if (hatching === null) return;
  context.fillStyle = hatching;
  context.fillRect(block.x, block.y, stripWidth, block.height);
}

/** Frontend and lost: a box with its lines of text and its share. */
function paintWhole(context: CanvasRenderingContext2D, block: MapBlock, colours: MapColours): void {
  const tone: Tone = block.kind === 'lost' ? 'failing' : 'idle';
  context.fillStyle = colours.tones[tone].wash;
  context.fillRect(block.x, block.y, block.width, block.height);
  context.strokeStyle = colours.tones[tone].graphic;
  context.lineWidth = 1.5;
  context.strokeRect(block.x + 0.75, block.y + 0.75, block.width - 1.5, block.height - 1.5);
  const middle = block.y + block.height / 2;
  context.textAlign = 'left';
  if (block.kind === 'lost') {
    paintShape(context, 'octagon-cross', block.x + 14, middle, colours.tones.failing.graphic);
    context.fillStyle = colours.tones.failing.ink;
    context.font = `600 12px ${colours.fontText}`;
    context.fillText(`lost ${formatShare(block.share)}`, block.x + 25, middle, block.width - 28);
    return;
  }
  context.fillStyle = colours.ink;
  context.font = `${nameFontSize}px ${colours.fontNames}`;
  paintLabel(context, block);
}

const lineHeight = 16;

/** Lines of text in the middle of a box; turned upright where they are wider than it. */
function paintLabel(context: CanvasRenderingContext2D, block: MapBlock): void {
  const lines = block.label.split('\n');
  const isUpright = lines.some((line) => line.length * nameFontSize * letterWidth > block.width - 10);
  const across = isUpright ? block.height : block.width;
  context.save();
  context.translate(block.x + block.width / 2, block.y + block.height / 2);
  if (isUpright) context.rotate(-Math.PI / 2);
  context.textAlign = 'center';
  lines.forEach((line, index) => {
    context.fillText(line, 0, (index - (lines.length - 1) / 2) * lineHeight, across - 8);
  });
  context.restore();
}

function paintHub(context: CanvasRenderingContext2D, block: MapBlock, colours: MapColours): void {
  context.fillStyle = colours.soft;
  context.fillRect(block.x, block.y, block.width, block.height);
  if (block.width < 6) return;
  context.textAlign = 'center';
  context.font = `500 11px ${colours.fontText}`;
  context.fillText('any node → any pod', block.x + block.width / 2, block.y - 10);
}

export function shapeOf(block: MapBlock, model: RoutingModel): Shape {
  const index = block.members[0] ?? -1;
  if (block.column === 'node') {
    const node = model.nodes[index];
    return node === undefined ? 'question' : verdictWords[node.verdict].shape;
  }
  const pod = model.pods[index];
  if (pod === undefined) return 'question';
  if (pod.tone === 'failing') return 'octagon-cross';
  return pod.tone === 'degraded' ? 'triangle' : podStateWords[pod.state].shape;
}
