import { sameJson } from '../../objects/same-json.ts';
import { isRecord } from './json-value.ts';

/** `malformed`: it is no JSON patch; else one that does not fit the object. */
export type Patched =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly malformed: boolean; readonly message: string };

const pointer = (path: string): string[] =>
  path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

class PatchError extends Error {}

function read(target: unknown, steps: readonly string[]): unknown {
  let value = target;
  for (const step of steps) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (isRecord(value) && step in value) value = value[step];
    else throw new PatchError(`the path ${steps.join('/')} does not exist`);
  }
  return value;
}

/** A copy of the target with one place changed. */
function edit(target: unknown, steps: readonly string[], change: (parent: unknown, last: string) => unknown): unknown {
  const [first, ...rest] = steps;
  if (first === undefined) throw new PatchError('the whole document cannot be patched');
  if (rest.length === 0) return change(target, first);
  if (Array.isArray(target))
    return target.map((item, index) => (`${index}` === first ? edit(item, rest, change) : item));
  if (!isRecord(target) || !(first in target)) throw new PatchError(`the path ${steps.join('/')} does not exist`);
  return { ...target, [first]: edit(target[first], rest, change) };
}

const add = (target: unknown, path: string, value: unknown): unknown =>
  edit(target, pointer(path), (parent, last) => {
    if (!Array.isArray(parent)) return { ...(isRecord(parent) ? parent : {}), [last]: value };
    const index = last === '-' ? parent.length : Number(last);
    return [...parent.slice(0, index), value, ...parent.slice(index)];
  });

const remove = (target: unknown, path: string): unknown =>
  edit(target, pointer(path), (parent, last) => {
    if (Array.isArray(parent)) return parent.filter((_item, index) => `${index}` !== last);
    if (!isRecord(parent) || !(last in parent)) throw new PatchError(`the path ${path} does not exist`);
    return Object.fromEntries(Object.entries(parent).filter(([key]) => key !== last));
  });

function apply(target: unknown, operation: unknown): unknown {
  if (!isRecord(operation) || typeof operation.path !== 'string')
    throw new PatchError('an operation needs op and path');
  const { op, path, from, value } = operation;
  switch (op) {
    case 'add':
      return add(target, path, value);
    case 'remove':
      return remove(target, path);
    case 'replace':
      read(target, pointer(path));
      return Array.isArray(read(target, pointer(path).slice(0, -1)))
        ? add(remove(target, path), path, value)
        : add(target, path, value);
    case 'test':
      if (!sameJson(read(target, pointer(path)), value)) throw new PatchError(`testing value at ${path} failed`);
      return target;
    case 'copy':
    case 'move': {
      const moved = read(target, pointer(String(from)));
      return add(op === 'move' ? remove(target, String(from)) : target, path, moved);
    }
    default:
      throw new PatchError(`unknown operation ${String(op)}`);
  }
}

/** RFC 6902. */
export function jsonPatch(target: unknown, operations: unknown): Patched {
  if (!Array.isArray(operations))
    return { ok: false, malformed: true, message: 'a JSON patch is a list of operations' };
  try {
    return { ok: true, value: operations.reduce(apply, target) };
  } catch (error) {
    if (error instanceof PatchError) return { ok: false, malformed: false, message: error.message };
    throw error;
  }
}
