export interface TextPlace {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** From 0, in UTF-16 units. */
  readonly offset: number;
}

type Expected = 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'comma' | 'end';

const SPACE = /[\t\n\r ]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

function matchEnd(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
}

/** End of the string that begins at `at`, or the offset of what breaks it. */
function scanString(text: string, at: number): { readonly end: number; readonly broken: boolean } {
  let offset = at + 1;
  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    if (code === 0x22) return { end: offset + 1, broken: false };
    if (code < 0x20) return { end: offset, broken: true };
    if (code !== 0x5c) offset += 1;
    else {
      const end = matchEnd(ESCAPE, text, offset);
      if (end === null) return { end: offset, broken: true };
      offset = end;
    }
  }
  return { end: offset, broken: true };
}

/** Walks JSON without building it; `stack` holds the open brackets. */
class Scanner {
  readonly text: string;
  readonly stack: string[] = [];
  offset = 0;
  expected: Expected = 'value';

  constructor(text: string) {
    this.text = text;
  }

  /** Offset of the first character that is wrong; null: it is JSON. */
  run(): number | null {
    for (;;) {
      this.offset = matchEnd(SPACE, this.text, this.offset) ?? this.offset;
      if (this.offset >= this.text.length) return this.expected === 'end' ? null : this.offset;
      if (!this.step(this.text[this.offset] ?? '')) return this.offset;
    }
  }

  private step(char: string): boolean {
    switch (this.expected) {
      case 'end':
        return false;
      case 'colon':
        return char === ':' && this.advance('value');
      case 'comma':
        if (char === ',') return this.advance(this.stack.at(-1) === '{' ? 'key' : 'value');
        return this.close(char);
      case 'key':
      case 'first-key':
        if (char === '"') return this.string('colon');
        return this.expected === 'first-key' && this.close(char);
      case 'first-value':
        return char === ']' ? this.close(char) : this.value(char);
      case 'value':
        return this.value(char);
    }
  }

  private advance(expected: Expected): boolean {
    this.offset += 1;
    this.expected = expected;
    return true;
  }

  private close(char: string): boolean {
    if (char !== (this.stack.at(-1) === '{' ? '}' : ']')) return false;
    this.stack.pop();
    return this.advance(this.stack.length === 0 ? 'end' : 'comma');
  }

  private value(char: string): boolean {
    if (char === '{' || char === '[') {
      this.stack.push(char);
      return this.advance(char === '{' ? 'first-key' : 'first-value');
    }
    const next = this.stack.length === 0 ? 'end' : 'comma';
    if (char === '"') return this.string(next);
    const end = matchEnd(NUMBER, this.text, this.offset) ?? matchEnd(WORD, this.text, this.offset);
    if (end === null) return false;
    this.offset = end;
    this.expected = next;
    return true;
  }

  private string(next: Expected): boolean {
    const { end, broken } = scanString(this.text, this.offset);
    this.offset = end;
    this.expected = next;
    return !broken;
  }
}

/** Where a text stops being JSON; null: it is JSON. Runtimes word their errors differently and often leave it out. */
export function locateJsonError(text: string): TextPlace | null {
  const offset = new Scanner(text).run();
  if (offset === null) return null;
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - lineStart + 1, offset };
}
