/** What a patch can say. Null takes a field away. */
export type PatchValue =
  | string
  | number
  | boolean
  | null
  | readonly PatchValue[]
  | { readonly [key: string]: PatchValue };

const PLAIN = /^[A-Za-z][\w./-]*$/;
const WORDS_OF_YAML = new Set(['true', 'false', 'yes', 'no', 'on', 'off', 'null', 'y', 'n']);

/** A patch as YAML, in block style. */
export function patchYaml(value: PatchValue): string {
  return `${linesOf(value).join('\n')}\n`;
}

function linesOf(value: PatchValue): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: PatchValue) => itemLines(linesOf(item)));
  if (!isMap(value)) return [scalar(value)];
  return Object.entries(value).flatMap(([key, each]) => {
    const isNested = (isMap(each) || Array.isArray(each)) && Object.keys(each).length > 0;
    if (!isNested) return [`${scalar(key)}: ${Array.isArray(each) ? '[]' : isMap(each) ? '{}' : scalar(each)}`];
    return [`${scalar(key)}:`, ...linesOf(each).map((line) => `  ${line}`)];
  });
}

function itemLines([first = '{}', ...rest]: readonly string[]): readonly string[] {
  return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
}

function isMap(value: PatchValue): value is { readonly [key: string]: PatchValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON scalars are YAML scalars; words that YAML reads as themselves stay bare. */
function scalar(value: PatchValue): string {
  const isBare = typeof value === 'string' && PLAIN.test(value) && !WORDS_OF_YAML.has(value.toLowerCase());
  return isBare ? value : JSON.stringify(value);
}
