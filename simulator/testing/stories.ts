import { z } from 'zod';
import type { EndpointSlice } from '../objects/endpoint-slice.ts';
import { endpointSliceSchema } from '../objects/endpoint-slice.ts';
import type { Node } from '../objects/node.ts';
import { nodeSchema } from '../objects/node.ts';
import { type Pod, podSchema } from '../objects/pod.ts';
import { eventSchema, type KubeEvent } from '../objects/policy.ts';
import { type Service, serviceSchema } from '../objects/service.ts';

/** One change as a watch tells it. */
export interface Told<T> {
  /** Seconds since 1970. */
  readonly at: number;
  readonly type: string;
  readonly object: T;
}

const lineSchema = z.looseObject({ at: z.number(), event: z.looseObject({ type: z.string(), object: z.unknown() }) });

/** The lines of a recorded watch, without bookmarks. */
export function toldIn<T>(text: string, parse: (raw: unknown) => T): Told<T>[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => lineSchema.parse(JSON.parse(line)))
    .filter(({ event }) => event.type !== 'BOOKMARK')
    .map(({ at, event }) => ({ at, type: event.type, object: parse(event.object) }));
}

/** Items of a list do not repeat what the list says of them. */
const withType = (raw: unknown, apiVersion: string, kind: string): unknown =>
  typeof raw === 'object' ? { ...raw, apiVersion, kind } : raw;

export const parseSlice = (raw: unknown): EndpointSlice =>
  endpointSliceSchema.parse(withType(raw, 'discovery.k8s.io/v1', 'EndpointSlice'));
export const parseNode = (raw: unknown): Node => nodeSchema.parse(withType(raw, 'v1', 'Node'));
export const parsePod = (raw: unknown): Pod => podSchema.parse(withType(raw, 'v1', 'Pod'));
export const parseService = (raw: unknown): Service => serviceSchema.parse(withType(raw, 'v1', 'Service'));
export const parseEvent = (raw: unknown): KubeEvent => eventSchema.parse(withType(raw, 'v1', 'Event'));

/** Adds a step to a story unless it is where the story already stands. */
function tell(stories: Map<string, string[]>, who: string, step: string): void {
  const story = stories.get(who) ?? [];
  if (story.at(-1) !== step) story.push(step);
  stories.set(who, story);
}

/** For each pod, the conditions its endpoint went through in the slices of one Service: `ready,serving,terminating`, then `gone`. */
export function endpointStories(
  start: readonly EndpointSlice[],
  told: readonly Told<EndpointSlice>[],
  service: string,
): Map<string, string[]> {
  const stories = new Map<string, string[]>();
  const present = new Map<string, Set<string>>();
  const take = (slice: EndpointSlice) => {
    if (slice.metadata.labels?.['kubernetes.io/service-name'] !== service) return;
    const now = new Set<string>();
    for (const endpoint of slice.endpoints) {
      const { ready, serving, terminating } = endpoint.conditions;
      const pod = endpoint.targetRef?.name ?? '';
      now.add(pod);
      tell(stories, pod, `${ready},${serving},${terminating}`);
    }
    for (const pod of present.get(slice.metadata.name) ?? []) if (!now.has(pod)) tell(stories, pod, 'gone');
    present.set(slice.metadata.name, now);
  };
  for (const slice of start) take(slice);
  for (const { object } of told) take(object);
  return stories;
}

/** For each node, its Ready status along the way, then `deleted`. */
export function nodeStories(start: readonly Node[], told: readonly Told<Node>[]): Map<string, string[]> {
  const stories = new Map<string, string[]>();
  const take = (node: Node, isDeleted: boolean) => {
    const ready = node.status.conditions?.find((one) => one.type === 'Ready')?.status ?? '';
    const cordoned = node.spec.unschedulable === true ? ' cordoned' : '';
    const taints =
      (node.spec.taints ?? []).filter((taint) => taint.key.includes('unreachable')).length > 1 ? ' unreachable' : '';
    tell(stories, node.metadata.name, isDeleted ? 'deleted' : `${ready}${cordoned}${taints}`);
  };
  for (const node of start) take(node, false);
  for (const { type, object } of told) take(object, type === 'DELETED');
  return stories;
}

/** The different stories there are, whoever they happened to. */
export const kindsOf = (stories: ReadonlyMap<string, readonly string[]>): string[] =>
  [...new Set([...stories.values()].map((story) => story.join(' > ')))].sort();
