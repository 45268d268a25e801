/** A query that the simulator does not run; the text names what it does not understand. */
export class GraphQueryError extends Error {}

export interface Token {
  readonly kind: 'word' | 'text' | 'number' | 'sign';
  readonly text: string;
}

const PATTERN =
  /\s+|\/\/[^\n]*|(?<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?<number>\d+)|(?<word>[A-Za-z_][\w.]*~?)|(?<sign>=~|!~|==|!=|[|(),=])/gy;

/** The words, texts and signs of a query. */
export function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < query.length) {
    const at = PATTERN.lastIndex;
    const groups = PATTERN.exec(query)?.groups;
    if (groups === undefined) throw new GraphQueryError(`cannot read the query at "${query.slice(at, at + 20)}"`);
    const { text, number, word, sign } = groups;
    if (text !== undefined) tokens.push({ kind: 'text', text: text.slice(1, -1).replace(/\\(.)/g, '$1') });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
}

/** Reads tokens one after the other. */
export class TokenReader {
  private readonly tokens: readonly Token[];
  private place = 0;

  constructor(query: string) {
    this.tokens = tokensOf(query);
  }

  get isAtEnd(): boolean {
    return this.place >= this.tokens.length;
  }

  /** Takes the next token if it is this word, in any case, or this sign. */
  takes(text: string): boolean {
    const next = this.tokens[this.place];
    if (next === undefined || next.kind === 'text' || next.text.toLowerCase() !== text) return false;
    this.place++;
    return true;
  }

  needs(text: string): void {
    if (!this.takes(text)) this.fail(`"${text}"`);
  }

  next(kind: Token['kind'], what: string): string {
    const next = this.tokens[this.place];
    if (next?.kind !== kind) return this.fail(what);
    this.place++;
    return next.text;
  }

  fail(wanted: string): never {
    const found = this.tokens[this.place];
    const text = found === undefined ? 'the query ends' : `there is "${found.text}"`;
    throw new GraphQueryError(`expected ${wanted}, ${text}`);
  }
}
