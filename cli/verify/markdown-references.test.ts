import { describe, expect, test } from 'vitest';
import { headingsOf, quotedPaths, relativeLinks, sectionReferences } from './markdown-references.ts';

describe('references of a document', () => {
  test('paths written as code are found, patterns, commands and placeholders are not', () => {
    const text =
      'See `lib/server` and `./docs/model.md`, not `prepare-*.ts`, `npm run x`, `docs/findings/<code>.md` or `a`.';
    expect(quotedPaths(text)).toEqual(['lib/server', 'docs/model.md']);
  });

  test('code blocks are not read', () => {
    expect(quotedPaths('```\n`lib/gone`\n```\n`lib/here`')).toEqual(['lib/here']);
  });

  test('links keep path and anchor apart, and links to elsewhere are left out', () => {
    expect(relativeLinks('[a](model.md#names) [b](#here) [c](https://example.com/x) [d](x.md "title")')).toEqual([
      { path: 'model.md', anchor: 'names' },
      { path: '', anchor: 'here' },
      { path: 'x.md', anchor: null },
    ]);
  });

  test('headings lose their marks', () => {
    expect(headingsOf('# The model\ntext\n## Names and join\n')).toEqual(['The model', 'Names and join']);
  });

  test('a comment cites a section, also across lines, or a whole document', () => {
    expect(sectionReferences('/** docs/model.md "Names and join". */')).toEqual([
      { path: 'docs/model.md', section: 'Names and join' },
    ]);
    expect(sectionReferences('/**\n * docs/model.md\n * "Names and\n * join"\n */')).toEqual([
      { path: 'docs/model.md', section: 'Names and join' },
    ]);
    expect(sectionReferences('// docs/findings/rule-drift.md: a rule')).toEqual([
      { path: 'docs/findings/rule-drift.md', section: null },
    ]);
  });
});
