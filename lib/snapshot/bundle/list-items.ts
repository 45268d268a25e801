import { isPlainObject, propertyOf } from '../wire/plain-object.ts';

export interface FoundItem {
  readonly file: string;
  /** JSON pointer of the item in its file. */
  readonly pointer: string;
  readonly raw: unknown;
}

export interface ItemList {
  readonly items: readonly FoundItem[];
  /** The list is only the beginning of what there is: where that is said, and what to do. Null: it is whole. */
  readonly cutShort: { readonly file: string; readonly pointer: string; readonly message: string } | null;
}

type ListReader = (file: string, value: unknown, pointer: string, depth: number) => ItemList | null;

/** Lists in lists (`jq -s`, pages of pages): more than this is a mistake. */
const DEEPEST = 3;

/** Elements of an array, and of the lists among them. */
function elements(
  read: ListReader,
  file: string,
  values: readonly unknown[],
  pointer: string,
  depth: number,
): ItemList {
  const lists = values.map((raw, index): ItemList => {
    const item = { file, pointer: `${pointer}/${index}`, raw };
    const inner = depth < DEEPEST ? read(file, raw, item.pointer, depth + 1) : null;
    return inner ?? { items: [item], cutShort: null };
  });
  return {
    items: lists.flatMap((list) => list.items),
    cutShort: lists.find((list) => list.cutShort !== null)?.cutShort ?? null,
  };
}

/** What `kubectl get -o json` prints: a List, or one object; also a bare array. Null: none of these. */
export function kubernetesItems(file: string, value: unknown, pointer = '', depth = 0): ItemList | null {
  if (Array.isArray(value)) return elements(kubernetesItems, file, value, pointer, depth);
  if (!isPlainObject(value)) return null;
  const isList = typeof value.kind === 'string' && value.kind.endsWith('List');
  const items = isList && value.items === null ? [] : value.items;
  if (Array.isArray(items)) {
    const list = elements(kubernetesItems, file, items, `${pointer}/items`, depth);
    return { ...list, cutShort: continuation(file, value, pointer) ?? list.cutShort };
  }
  const isObject = typeof value.kind === 'string' && !isList;
  return isObject ? { items: [{ file, pointer, raw: value }], cutShort: null } : null;
}

function continuation(file: string, list: object, pointer: string): ItemList['cutShort'] {
  const token = propertyOf(propertyOf(list, 'metadata'), 'continue');
  if (typeof token !== 'string' || token === '') return null;
  return {
    file,
    pointer: `${pointer}/metadata/continue`,
    message: 'the list is only a first page; `kubectl get` without --limit prints all of it',
  };
}

/** What `az rest` ({value}) and `az … list` (an array) print, or one object. Null: none of these. */
export function armItems(file: string, value: unknown, pointer = '', depth = 0): ItemList | null {
  if (Array.isArray(value)) return elements(armItems, file, value, pointer, depth);
  if (!isPlainObject(value)) return null;
  if (typeof value.id !== 'string' && Array.isArray(value.value)) {
    const list = elements(armItems, file, value.value, `${pointer}/value`, depth);
    return { ...list, cutShort: nextPage(file, value.nextLink, pointer) ?? list.cutShort };
  }
  const isObject = typeof value.id === 'string' || isPlainObject(value.properties);
  return isObject ? { items: [{ file, pointer, raw: value }], cutShort: null } : null;
}

function nextPage(file: string, nextLink: unknown, pointer: string): ItemList['cutShort'] {
  if (typeof nextLink !== 'string' || nextLink === '') return null;
  return {
    file,
    pointer: `${pointer}/nextLink`,
    message: 'the list is only a first page; `az … list` follows nextLink and prints all of it',
  };
}
