import { formatShareInText } from '../format.ts';
import { podStateWords, verdictWords } from '../status-vocabulary.ts';
import type { MapHit } from './hit-test.ts';
import type { MapLayout } from './map-layout.ts';
import type { RoutingModel } from './routing-model.ts';

/** What is lit while one thing is looked at, and what is said about it. */
export interface LitPath {
  readonly blocks: ReadonlySet<string>;
  readonly ribbons: ReadonlySet<string>;
  readonly title: string;
  readonly text: string;
}

/** The whole way of the connections that pass a block: back to the frontend, and on to pods or to where they end. */
export function litPath(model: RoutingModel, layout: MapLayout, hit: MapHit): LitPath {
  const blocks = new Set([hit.block.id]);
  const ribbons = new Set<string>();
  const walk = (start: string, forward: boolean) => {
    const open = [start];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const ribbon of layout.ribbons) {
        const [here, there] = forward ? [ribbon.from, ribbon.to] : [ribbon.to, ribbon.from];
        if (here !== id) continue;
        ribbons.add(ribbon.id);
        if (!blocks.has(there)) open.push(there);
        blocks.add(there);
      }
    }
  };
  walk(hit.block.id, true);
  walk(hit.block.id, false);
  return { blocks, ribbons, ...describeHit(model, hit) };
}

/** Name and one line with the share of what is looked at. */
export function describeHit(model: RoutingModel, hit: MapHit): { readonly title: string; readonly text: string } {
  const { block, member } = hit;
  const share = `${formatShareInText(block.share)} of new connections`;
  switch (block.kind) {
    case 'frontend':
      return { title: model.frontends.join(', '), text: 'All new connections come in here.' };
    case 'hub':
      return { title: 'Any pod', text: `${share}: under Cluster every node hands on to any ready pod.` };
    case 'lost':
      return { title: 'Lost', text: `${share} reach no pod.` };
    default:
      return member === null
        ? { title: block.label, text: share }
        : block.column === 'node'
          ? describeNode(model, member)
          : describePod(model, member);
  }
}

function describeNode(model: RoutingModel, member: number) {
  const node = model.nodes[member];
  if (node === undefined) return { title: '', text: '' };
  const share =
    node.share === 0 ? 'gets no new connections' : `gets ${formatShareInText(node.share)} of new connections`;
  const lost = node.lost > 0 ? ', and loses them' : '';
  const spot = node.spot ? ', spot' : '';
  return {
    title: node.name,
    text: `${node.group.label}${spot}: ${verdictWords[node.verdict].word}, ${share}${lost}.`,
  };
}

function describePod(model: RoutingModel, member: number) {
  const pod = model.pods[member];
  if (pod === undefined) return { title: '', text: '' };
  const place = pod.nodeId === null ? 'on no known node' : `on ${pod.nodeId.slice('node:'.length)}`;
  const share = pod.share === 0 ? 'gets no new connections' : `gets ${formatShareInText(pod.share)} of new connections`;
  return { title: pod.name, text: `${place}: ${podStateWords[pod.state].word}, ${share}.` };
}
