import type { z } from 'zod';
import { armName } from '../arm-id.ts';
import { issueMessage } from './issue-message.ts';
import { jsonPointer } from './json-pointer.ts';
import type { Parsed, ParseProblem } from './parsed.ts';
import { isPlainObject, type PlainObject, propertyOf } from './plain-object.ts';

/** Deeper than anything that is read. */
const DEEPEST = 16;

/** Values under these keys are names chosen by users. */
const FREE_KEYS: ReadonlySet<string> = new Set(['tags']);

/** Older az versions write `publicIpAddress` where ARM writes `publicIPAddress`. */
function canonicalKey(key: string): string {
  return key.replace(/Ip(?=[A-Z]|$)/g, 'IP');
}

/** Lays `properties` of every object beside its id and name, as `az` prints it. */
export function flattenArm(value: unknown, depth = 0): unknown {
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return value.map((item) => flattenArm(item, depth + 1));
  if (!isPlainObject(value)) return value;
  const { properties } = value;
  const inner = isPlainObject(properties) ? properties : {};
  return Object.fromEntries([...flatEntries(inner, depth), ...flatEntries(value, depth)]);
}

function flatEntries(object: PlainObject, depth: number): (readonly [string, unknown])[] {
  return Object.entries(object)
    .filter(([key, value]) => key !== 'properties' || !isPlainObject(value))
    .map(([key, value]) => [canonicalKey(key), FREE_KEYS.has(key) ? value : flattenArm(value, depth + 1)] as const);
}

function ownKey(object: unknown, key: string): string | null {
  if (!isPlainObject(object)) return null;
  if (Object.hasOwn(object, key)) return key;
  return Object.keys(object).find((own) => canonicalKey(own) === key) ?? null;
}

/** The steps in the object as it was written that lead to a place in its flattened form. */
function writtenPath(raw: unknown, flatPath: readonly PropertyKey[]): readonly PropertyKey[] {
  const path: PropertyKey[] = [];
  let current = raw;
  for (const step of flatPath) {
    const steps = typeof step === 'string' ? writtenSteps(current, step) : [step];
    path.push(...steps);
    current = steps.reduce<unknown>(propertyOf, current);
  }
  return path;
}

function writtenSteps(current: unknown, key: string): readonly string[] {
  const direct = ownKey(current, key);
  if (direct !== null) return [direct];
  const properties = propertyOf(current, 'properties');
  return isPlainObject(properties) ? ['properties', ownKey(properties, key) ?? key] : [key];
}

/** `LoadBalancer kubernetes`, or as much of it as the object says. */
function armObjectName(kind: string, flat: unknown): string {
  const name = propertyOf(flat, 'name');
  if (typeof name === 'string' && name !== '') return `${kind} ${name}`;
  const id = propertyOf(flat, 'id');
  return typeof id === 'string' && id !== '' ? `${kind} ${armName(id)}` : `${kind} without a name`;
}

function armProblem(kind: string, error: z.core.$ZodError, raw: unknown, flat: unknown): ParseProblem {
  const object = armObjectName(kind, flat);
  const issue = error.issues[0];
  if (issue === undefined) return { object, pointer: '', message: 'cannot be read' };
  const value = issue.path.reduce<unknown>(propertyOf, flat);
  return { object, pointer: jsonPointer(writtenPath(raw, issue.path)), message: issueMessage(issue, value) };
}

/** The last step of the type that an object says it is of; null: it does not say. */
function typeOf(flat: unknown): string | null {
  const type = propertyOf(flat, 'type');
  return typeof type === 'string' ? armName(type) : null;
}

/**
 * A parser of one kind of ARM object, written as a REST body or as `az … list` flattens it. `type` is the last step
 * of its resource type; null: it has none.
 */
export function armParser<Wire, Value>(
  kind: string,
  type: string | null,
  schema: z.ZodType<Wire>,
  toValue: (wire: Wire) => Value,
): (raw: unknown) => Parsed<Value> {
  return (raw) => {
    const flat = flattenArm(raw);
    const found = type === null ? null : typeOf(flat);
    if (found !== null && found.toLowerCase() !== type?.toLowerCase()) {
      const message = `expected an object of type …/${type}, found …/${found.slice(0, 60)}`;
      return { ok: false, problem: { object: armObjectName(kind, flat), pointer: '/type', message } };
    }
    const result = schema.safeParse(flat);
    if (result.success) return { ok: true, value: toValue(result.data) };
    return { ok: false, problem: armProblem(kind, result.error, raw, flat) };
  };
}
