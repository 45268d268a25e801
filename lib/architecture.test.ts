import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fileProblems } from './architecture/file-problems.ts';
import { roomOf, rooms } from './architecture/rooms.ts';
import { readSourceFiles, sourceFile } from './architecture/source-file.ts';

describe('the house', () => {
  const files = readSourceFiles(join(import.meta.dirname, '..'));

  test('every room was looked into', () => {
    const seen = new Set(files.map((file) => roomOf(file.path)?.path));
    expect(rooms.map((room) => room.path).filter((path) => !seen.has(path))).toEqual([]);
    expect(files.filter((file) => file.imports.length > 0).length).toBeGreaterThan(200);
  });

  test('every file keeps the rules of its room', () => {
    // This file quotes broken imports as examples.
    const others = files.filter((file) => file.path !== 'lib/architecture.test.ts');
    expect(others.flatMap(fileProblems)).toEqual([]);
  });
});

describe('the rules', () => {
  const broken: readonly [string, string, string][] = [
    ['lib/analysis/a.ts', "import { readFileSync } from 'node:fs';", 'imports node:fs'],
    ['lib/analysis/a.ts', "import type { FC } from 'react';", 'imports react'],
    ['lib/analysis/a.ts', "import {\n  b,\n} from '../sources/b.ts';", 'imports ../sources/b.ts'],
    ['lib/analysis/a.ts', "export type { B } from '../server/b.ts';", 'imports ../server/b.ts'],
    ['lib/analysis/a.ts', "const b = await import('../server/b.ts');", 'imports ../server/b.ts'],
    ['lib/analysis/a.ts', 'const now = Date.now();', 'uses Date.now()'],
    ['lib/report/a.ts', 'const now = new Date();', 'uses new Date() without a time'],
    ['lib/snapshot/a.ts', 'const chance = Math.random();', 'uses Math.random()'],
    ['lib/snapshot/a.ts', "import { b } from '../report/b.ts';", 'imports ../report/b.ts'],
    ['lib/sources/a.ts', "import { b } from '../analysis/b.ts';", 'imports ../analysis/b.ts'],
    ['lib/server/a.ts', "import { b } from './testing/b.ts';", 'imports ./testing/b.ts'],
    ['components/a.tsx', "import { b } from '../lib/server/b.ts';", 'imports ../lib/server/b.ts'],
    ['components/a.tsx', "import { join } from 'node:path';", 'imports node:path'],
    ['simulator/a.ts', "import { b } from '../lib/snapshot/b.ts';", 'imports ../lib/snapshot/b.ts'],
    ['e2e/a.ts', "import { b } from '../lib/snapshot/b.ts';", 'imports ../lib/snapshot/b.ts'],
    ['lib/a.ts', '', 'is in no known room'],
    ['lib/server/a.ts', "import { b } from './b';", 'without its extension'],
    ['lib/server/a.ts', 'export default 1;', 'has a default export'],
    ['lib/server/aB.ts', '', 'is not named in kebab-case'],
    ['lib/server/utils.ts', '', 'has a name that says nothing'],
    ['lib/server/a.ts', '\n'.repeat(301), 'has 301 lines'],
    ['app/api/v1/route.ts', '\n'.repeat(41), 'has 41 lines'],
  ];

  test.each(broken)('%s: %j is refused', (path, text, problem) => {
    const problems = fileProblems(sourceFile(path, text));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
  });

  const kept: readonly [string, string][] = [
    [
      'lib/analysis/a.ts',
      "import type { B } from '../report/b.ts';\nexport const at = (text: string) => new Date(text);",
    ],
    ['lib/analysis/a.ts', '// Date.now() is an argument here\n/* import { b } from "../server/b.ts"; */'],
    ['lib/analysis/a.test.ts', "import { readFileSync } from 'node:fs';\nimport { b } from '../sources/b.ts';"],
    ['lib/snapshot/a.ts', "import { z } from 'zod';"],
    ['lib/server/a.ts', "import { b } from '../collector/b.ts';\nimport manifest from '../../package.json';"],
    ['app/page.tsx', "import { b } from '../components/b.tsx';\nexport default function Page() {}"],
    ['vitest.config.ts', 'export default {};'],
  ];

  test.each(kept)('%s: %j is allowed', (path, text) => {
    expect(fileProblems(sourceFile(path, text))).toEqual([]);
  });
});
