import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { docProblems } from './doc-references.ts';

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'doc-references-'));
  write('docs/model.md', '# The model\n\n## Names and join\n');
  write('docs/findings/rule-drift.md', '# rule-drift\n');
  write('lib/a.ts', '/** docs/model.md "Names and join". */\n');
});
afterEach(() => rmSync(dir, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}

test('documents that cite what exists are fine', () => {
  write('README.md', 'Read `lib/a.ts`, [names](docs/model.md#names-and-join) and `other/thing`.');
  expect(docProblems(dir, ['rule-drift'])).toEqual([]);
});

test('what does not exist is named with the document that cites it', () => {
  write('README.md', 'Read `lib/b.ts`, [x](docs/x.md), [y](docs/model.md#y).');
  expect(docProblems(dir, ['rule-drift'])).toEqual([
    'README.md cites lib/b.ts, which does not exist',
    'README.md links to docs/x.md, which does not exist',
    'README.md links to #y of docs/model.md, which does not exist',
  ]);
});

test('a comment that cites a missing section is named', () => {
  write('lib/b.ts', '/** docs/model.md "Gone". */\n/** docs/gone.md */\n');
  expect(docProblems(dir, ['rule-drift'])).toEqual([
    'lib/b.ts cites "Gone" of docs/model.md, which has no such section',
    'lib/b.ts cites docs/gone.md, which does not exist',
  ]);
});

test('findings and their pages go together', () => {
  expect(docProblems(dir, ['rule-missing'])).toEqual([
    'finding rule-missing has no docs/findings/rule-missing.md',
    'docs/findings/rule-drift.md explains no finding',
  ]);
});

test('a folder without documents is not a success', () => {
  expect(docProblems(join(dir, 'lib'), [])).toEqual(['no document was found, so nothing was checked']);
});
