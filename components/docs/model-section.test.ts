import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { headingAnchor } from './heading-anchor.ts';
import { modelPath, sectionOfTerm } from './model-section.ts';
import { parseMarkdown } from './parse-markdown.ts';

const blocks = parseMarkdown(readFileSync(new URL('../../docs/model.md', import.meta.url), 'utf8'));
const anchors = blocks.flatMap((block) => (block.kind === 'heading' ? [headingAnchor(block.text)] : []));

it.each(Object.entries(sectionOfTerm))('leads %s to a section that is there: %s', (_, section) => {
  expect(anchors).toContain(modelPath(section).split('#')[1]);
});

it('gives each section an anchor of its own', () => {
  expect(new Set(anchors).size).toBe(anchors.length);
});

it('reads the model without leftovers of the notation', () => {
  const lines = blocks.flatMap((block) =>
    block.kind === 'list'
      ? block.items
      : block.kind === 'table'
        ? block.rows.flat()
        : block.kind === 'code'
          ? []
          : [block.text],
  );
  const texts = lines.flat().filter((part) => part.kind === 'text');
  expect(texts.filter((part) => /\*\*|\]\(|^\|/.test(part.text))).toEqual([]);
});
