import { locateJsonError } from './locate-json-error.ts';
import { type Refusal, refusalInJson, refusalInText } from './refusal.ts';

export type JsonFile =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unreadable'; readonly message: string };

const SHOWN_LENGTH = 20;

/** Parses one file of a bundle. Error messages and empty files are what failed commands leave behind. */
export function readJson(source: string): JsonFile {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  if (text.trim() === '') {
    return { kind: 'unreadable', message: 'is empty: the command that should have written it failed' };
  }
  try {
    const value: unknown = JSON.parse(text);
    const refusal = refusalInJson(value);
    return refusal ? { kind: 'refused', refusal } : { kind: 'json', value };
  } catch {
    const refusal = refusalInText(text.trimStart());
    if (refusal) return { kind: 'refused', refusal };
    return { kind: 'unreadable', message: `is not JSON: ${describeError(text)}` };
  }
}

function describeError(text: string): string {
  const place = locateJsonError(text);
  if (place === null) return 'it cannot be parsed';
  const { line, column, offset } = place;
  const rest = text.slice(offset, offset + SHOWN_LENGTH).split('\n', 1)[0] ?? '';
  const found = offset >= text.length ? 'the file ends early' : `cannot read ${JSON.stringify(rest)}`;
  return `line ${line}, column ${column}: ${found}`;
}
