import { decodeBundle } from '../../../snapshot/bundle/decode-bundle.ts';
import { encodeBundle } from '../../../snapshot/bundle/encode-bundle.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';

export interface ObjectName {
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
}

export type WireObject = Record<string, unknown>;

/** Where a bundle has the objects of a kind, by the words that kubectl knows it by. */
const FILES: Readonly<Record<string, string>> = {
  service: 'kubernetes/services.json',
  node: 'kubernetes/nodes.json',
  deployment: 'kubernetes/deployments.json',
  statefulset: 'kubernetes/statefulsets.json',
  daemonset: 'kubernetes/daemonsets.json',
  poddisruptionbudget: 'kubernetes/poddisruptionbudgets.json',
  horizontalpodautoscaler: 'kubernetes/horizontalpodautoscalers.json',
  networkpolicy: 'kubernetes/networkpolicies.json',
};

function isObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Fields of an object, made where there are none. */
export function objectAt(parent: WireObject, key: string): WireObject {
  const value = parent[key];
  return isObject(value) ? value : {};
}

/**
 * The snapshot after an object was written: as JSON of the API server, which is read again. Null takes the object
 * away. Throws where there is no such object, or what is written cannot be read.
 */
export function editObject(snapshot: Snapshot, object: ObjectName, edit: (object: WireObject) => unknown): Snapshot {
  const path = FILES[object.kind.toLowerCase()];
  const files = new Map(encodeBundle(snapshot));
  const text = path === undefined ? undefined : files.get(path);
  if (path === undefined || text === undefined) throw new Error(`there are no objects of kind ${object.kind}`);
  const list: unknown = JSON.parse(text);
  const items = isObject(list) && Array.isArray(list.items) ? list.items.filter(isObject) : [];
  const isWanted = ({ metadata }: WireObject): boolean =>
    isObject(metadata) && metadata.name === object.name && (metadata.namespace ?? null) === object.namespace;
  if (!items.some(isWanted)) throw new Error(`there is no ${object.kind} ${object.namespace}/${object.name}`);
  const written = items.flatMap((item) => (isWanted(item) ? (edit(item) ?? []) : item));
  files.set(path, JSON.stringify({ kind: 'List', items: written }));
  const decoded = decodeBundle(files, { cluster: snapshot.cluster, takenAt: snapshot.takenAt });
  if (decoded.problems.length > 0) throw new Error(JSON.stringify(decoded.problems));
  return decoded.snapshot;
}
