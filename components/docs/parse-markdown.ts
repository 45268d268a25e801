import type { Block } from './markdown.ts';
import { parseInline } from './parse-inline.ts';

const itemStart = /^(?:[-*]|(\d+)\.)\s+/;

/**
 * Reads the part of Markdown that the pages about findings are written in: headings, paragraphs, flat lists, fenced code
 * and tables. Anything else comes out as text; nothing is lost and nothing becomes HTML.
 */
export function parseMarkdown(markdown: string): readonly Block[] {
  const lines = markdown.split(/\r?\n/);
  const blocks: Block[] = [];
  let position = 0;
  while (position < lines.length) {
    const end = endOfBlock(lines, position);
    const block = parseBlock(lines.slice(position, end));
    if (block !== null) blocks.push(block);
    position = end;
  }
  return blocks;
}

/** First line after the block that starts here. */
function endOfBlock(lines: readonly string[], start: number): number {
  const first = lines[start] ?? '';
  if (first.startsWith('```')) {
    const close = lines.findIndex((line, index) => index > start && line.startsWith('```'));
    return close < 0 ? lines.length : close + 1;
  }
  if (first.trim() === '' || first.startsWith('#')) return start + 1;
  const end = lines.findIndex((line, index) => index > start && (line.trim() === '' || /^(#|```)/.test(line)));
  return end < 0 ? lines.length : end;
}

function parseBlock(lines: readonly string[]): Block | null {
  const [first = '', ...rest] = lines;
  if (first.trim() === '') return null;
  if (first.startsWith('```')) return { kind: 'code', text: rest.filter((line) => !line.startsWith('```')).join('\n') };
  const heading = /^(#{1,6})\s+(.*)$/.exec(first);
  if (heading !== null) return { kind: 'heading', level: heading[1]?.length ?? 1, text: parseInline(heading[2] ?? '') };
  if (first.startsWith('|') && /^\|[\s:|-]+\|?$/.test(rest[0] ?? '')) return parseTable(first, rest.slice(1));
  if (itemStart.test(first)) return parseList(lines);
  return { kind: 'paragraph', text: parseInline(lines.map((line) => line.trim()).join(' ')) };
}

/** Lines that start no item go on with the one before. */
function parseList(lines: readonly string[]): Block {
  const items: string[] = [];
  for (const line of lines) {
    const text = line.trim();
    const start = itemStart.exec(text);
    if (start !== null) items.push(text.slice(start[0].length));
    else items.push(`${items.pop() ?? ''} ${text}`.trim());
  }
  const ordered = itemStart.exec(lines[0] ?? '')?.[1] !== undefined;
  return { kind: 'list', ordered, items: items.map(parseInline) };
}

function parseTable(head: string, rows: readonly string[]): Block {
  return { kind: 'table', head: cellsOf(head), rows: rows.map(cellsOf) };
}

function cellsOf(line: string) {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => parseInline(cell.trim().replaceAll('\\|', '|')));
}
