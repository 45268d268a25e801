import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Block, Inline } from './markdown.ts';
import { parseInline } from './parse-inline.ts';
import { parseMarkdown } from './parse-markdown.ts';

const folder = new URL('../../docs/findings/', import.meta.url);
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));

function linesOf(block: Block): readonly (readonly Inline[])[] {
  if (block.kind === 'list') return block.items;
  if (block.kind === 'table') return [block.head, ...block.rows].flat();
  return block.kind === 'code' ? [] : [block.text];
}

describe('markdown', () => {
  it('reads headings, paragraphs over several lines, lists, tables and code', () => {
    const text =
      '# a `b`\n\none\ntwo\n\n- x\n  y\n- z\n\n1. first\n\n| h |\n| --- |\n| **c** |\n\n```\n# no heading\n```\n';
    expect(parseMarkdown(text)).toEqual([
      {
        kind: 'heading',
        level: 1,
        text: [
          { kind: 'text', text: 'a ' },
          { kind: 'code', text: 'b' },
        ],
      },
      { kind: 'paragraph', text: [{ kind: 'text', text: 'one two' }] },
      { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'x y' }], [{ kind: 'text', text: 'z' }]] },
      { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'first' }]] },
      { kind: 'table', head: [[{ kind: 'text', text: 'h' }]], rows: [[[{ kind: 'strong', text: 'c' }]]] },
      { kind: 'code', text: '# no heading' },
    ]);
  });

  it('leaves what it does not know as text', () => {
    expect(parseInline('2 * 3 < 4 & [x]')).toEqual([{ kind: 'text', text: '2 * 3 < 4 & [x]' }]);
    expect(parseInline('see [it](a.md)')).toContainEqual({ kind: 'link', text: 'it', href: 'a.md' });
  });

  it('has pages to read', () => {
    expect(pages.length).toBeGreaterThan(10);
  });

  it.each(pages)('reads %s without leftovers of the notation', (name) => {
    const blocks = parseMarkdown(readFileSync(new URL(name, folder), 'utf8'));
    expect(blocks[0]).toMatchObject({ kind: 'heading', level: 1 });
    const texts = blocks
      .flatMap(linesOf)
      .flat()
      .filter((part) => part.kind === 'text');
    expect(texts.filter((part) => /`|\*\*|\]\(|^\|/.test(part.text))).toEqual([]);
  });
});
