import { propertyOf } from '../../../snapshot/wire/plain-object.ts';
import { parseJson } from '../transport/refused-answer.ts';
import { readIdentity } from './object-identity.ts';

export type WatchEvent =
  /** `resourceVersion` null: unreadable object, the position of the watch stays where it is. */
  | { readonly kind: 'put' | 'delete'; readonly object: unknown; readonly resourceVersion: string | null }
  | { readonly kind: 'bookmark'; readonly resourceVersion: string }
  /** The API server no longer knows what happened since our position. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'unreadable'; readonly message: string };

/** Reads one line of a watch. */
export function readWatchEvent(line: string): WatchEvent {
  const event = parseJson(line);
  const type = propertyOf(event, 'type');
  const object = propertyOf(event, 'object');
  switch (type) {
    case 'ADDED':
    case 'MODIFIED':
      return { kind: 'put', object, resourceVersion: readIdentity(object)?.resourceVersion ?? null };
    case 'DELETED':
      return { kind: 'delete', object, resourceVersion: readIdentity(object)?.resourceVersion ?? null };
    case 'BOOKMARK':
      return readBookmark(object);
    case 'ERROR':
      return readError(object);
    default:
      return { kind: 'unreadable', message: `A line of the watch is no event: ${line.slice(0, 100)}` };
  }
}

function readBookmark(object: unknown): WatchEvent {
  const resourceVersion = propertyOf(propertyOf(object, 'metadata'), 'resourceVersion');
  if (typeof resourceVersion === 'string' && resourceVersion !== '') return { kind: 'bookmark', resourceVersion };
  return { kind: 'unreadable', message: 'A bookmark of the watch has no resourceVersion.' };
}

function readError(object: unknown): WatchEvent {
  const code = propertyOf(object, 'code');
  const reason = propertyOf(object, 'reason');
  if (code === 410 || reason === 'Expired' || reason === 'Gone') return { kind: 'expired' };
  const message = propertyOf(object, 'message');
  const said = typeof message === 'string' ? message : `code ${JSON.stringify(code)}`;
  return { kind: 'error', message: `The watch ended with an error: ${said}` };
}
