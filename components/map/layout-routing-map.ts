import {
  drawingOrder,
  type MapBlock,
  type MapColumn,
  type MapHeading,
  type MapLayout,
  type MapRibbon,
} from './map-layout.ts';
import { ribbonsOf } from './route-ribbons.ts';
import type { RoutingModel } from './routing-model.ts';
import { type StackedColumn, stackColumn } from './stack-column.ts';

/** Up to this many nodes, or pods, each is drawn by itself. */
export const detailedNodesMax = 60;
const detailedPodsMax = 80;

const flowHeightMin = 200;
const flowHeightMax = 480;
const flowHeightPerItem = 22;
const lostHeightMin = 28;
const columnGap = 16;

/** Where a column stands, across. */
interface Span {
  readonly x: number;
  readonly width: number;
}

/** Id of the bar that stands for "any pod": the second hop of policy Cluster. */
export const hubId = 'hub';
export const lostId = 'lost';
export const frontendId = 'frontend';

/**
 * Places everything of a routing map in fixed columns: frontends, nodes by pool and zone, the second hop where there
 * is one, pods by node. The height depends on the model only, so the page keeps its shape before the width is known.
 * Cost grows with nodes + pods.
 */
export function layoutRoutingMap(model: RoutingModel, width: number): MapLayout {
  const known = layouts.get(model);
  if (known?.width === width) return known;
  const layout = layOut(model, width);
  layouts.set(model, layout);
  return layout;
}

/** The last one of each model: a reader who switches to and fro finds the same map. */
const layouts = new WeakMap<RoutingModel, MapLayout>();

function layOut(model: RoutingModel, width: number): MapLayout {
  const { flowHeight, nodes, pods, lostHeight, podsHeight, height } = stacksOf(model);
  const hasLost = model.lostShare > 0;
  const spans = columnSpans(width);
  const podsTop = (height - podsHeight) / 2;
  const blocks: MapBlock[] = [
    wholeBlock(frontendId, 'frontend', spans.frontend, (height - flowHeight) / 2, flowHeight, model),
    ...place(nodes, 'node', spans.node, (height - nodes.height) / 2),
    ...place(pods, 'pod', spans.pod, podsTop),
  ];
  const through = model.direct ? 0 : model.nodes.reduce((sum, node) => sum + node.share - node.lost, 0);
  if (through > 0) {
    const hubHeight = through * flowHeight;
    blocks.push({ ...wholeBlock(hubId, 'hub', spans.hub, (height - hubHeight) / 2, hubHeight, model), share: through });
  }
  if (hasLost) {
    const top = podsTop + pods.height + (pods.blocks.length === 0 ? 0 : columnGap);
    blocks.push({ ...wholeBlock(lostId, 'lost', spans.pod, top, lostHeight, model), share: model.lostShare });
  }
  const ribbons = ribbonsOf(model, blocks, flowHeight);
  const headings = [
    ...headingsOf(nodes, spans.node, (height - nodes.height) / 2),
    ...headingsOf(pods, spans.pod, podsTop),
  ];
  return { width, height, blocks: worstLast(blocks), ribbons: worstLast(ribbons), headings };
}

/** Height of the map of a model at any width. */
export function routingMapHeight(model: RoutingModel): number {
  return stacksOf(model).height;
}

interface Stacks {
  readonly flowHeight: number;
  readonly nodes: StackedColumn;
  readonly pods: StackedColumn;
  /** 0: nothing is lost. */
  readonly lostHeight: number;
  /** Of the pods with what is lost below them. */
  readonly podsHeight: number;
  readonly height: number;
}

const stacks = new WeakMap<RoutingModel, Stacks>();

/** What does not depend on the width, found once for each model. */
function stacksOf(model: RoutingModel): Stacks {
  const known = stacks.get(model);
  if (known !== undefined) return known;
  const flowHeight = flowHeightOf(model);
  const nodes = stackColumn(model.nodes, flowHeight, detailedNodesMax);
  const pods = stackColumn(model.pods, flowHeight, detailedPodsMax);
  const lostHeight = model.lostShare > 0 ? Math.max(lostHeightMin, model.lostShare * flowHeight) : 0;
  const podsHeight = pods.height + (lostHeight > 0 ? columnGap + lostHeight : 0);
  const height = Math.max(flowHeight, nodes.height, podsHeight);
  const found = { flowHeight, nodes, pods, lostHeight, podsHeight, height };
  stacks.set(model, found);
  return found;
}

function flowHeightOf(model: RoutingModel): number {
  const reached = (items: readonly { readonly share: number }[]) =>
    items.reduce((count, item) => count + (item.share > 0 ? 1 : 0), 0);
  const most = Math.max(reached(model.nodes), reached(model.pods));
  return Math.min(flowHeightMax, Math.max(flowHeightMin, most * flowHeightPerItem));
}

function columnSpans(width: number): Readonly<Record<MapColumn, Span>> {
  const frontend = clamp(width * 0.12, 48, 168);
  const item = clamp(width * 0.26, 92, 300);
  const hub = width < 600 ? 4 : 8;
  const free = Math.max(0, width - frontend - 2 * item - hub) / 3;
  return {
    frontend: { x: 0, width: frontend },
    node: { x: frontend + free, width: item },
    hub: { x: frontend + item + 2 * free, width: hub },
    pod: { x: width - item, width: item },
  };
}

function place(column: StackedColumn, name: 'node' | 'pod', span: Span, top: number): MapBlock[] {
  return column.blocks.map((block) => ({
    ...block,
    id: block.kind === 'mosaic' ? `${name} ${block.id}` : block.id,
    column: name,
    x: span.x,
    width: span.width,
    y: top + block.y,
  }));
}

function headingsOf(column: StackedColumn, span: Span, top: number): MapHeading[] {
  return column.headings.map((heading) => ({ ...heading, x: span.x, width: span.width, y: top + heading.y }));
}

const wholeLabels = { frontend: 'frontend', hub: 'any pod', lost: 'lost' } as const;

function wholeBlock(
  id: string,
  kind: keyof typeof wholeLabels,
  span: Span,
  y: number,
  height: number,
  model: RoutingModel,
): MapBlock {
  return {
    id,
    column: kind === 'lost' ? 'pod' : kind,
    kind,
    label: kind === 'frontend' ? model.frontends.join('\n') : wholeLabels[kind],
    tone: kind === 'lost' ? 'failing' : 'idle',
    spot: false,
    share: 1,
    members: [],
    cells: null,
    x: span.x,
    width: span.width,
    y,
    height,
  };
}

function worstLast<T extends MapBlock | MapRibbon>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => drawingOrder.indexOf(a.tone) - drawingOrder.indexOf(b.tone));
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
