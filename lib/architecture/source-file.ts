import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

export interface SourceFile {
  /** From the project folder, with forward slashes. */
  readonly path: string;
  /** Without comments. */
  readonly code: string;
  readonly lines: number;
  readonly imports: readonly SourceImport[];
}

/** `ours`: a path from the project folder; `package`: the name of a package, or `node:fs`. */
export type SourceImport =
  | { readonly kind: 'ours'; readonly target: string; readonly specifier: string }
  | { readonly kind: 'package'; readonly target: string; readonly specifier: string };

const folders = 'app,bench,cli,components,e2e,lib,simulator';

export function readSourceFiles(projectDir: string): SourceFile[] {
  return globSync([`{${folders}}/**/*.{ts,tsx,mjs,js}`, '*.{ts,js,mjs}'], { cwd: projectDir })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path !== 'next-env.d.ts')
    .sort()
    .map((path) => sourceFile(path, readFileSync(join(projectDir, path), 'utf8')));
}

export function sourceFile(path: string, text: string): SourceFile {
  const code = withoutComments(text);
  return { path, code, lines: text.split('\n').length - 1, imports: importsOf(path, code) };
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}

const specifiers = [
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/gm,
  /^\s*import\s*['"]([^'"]+)['"]/gm,
  /\b(?:import|require)\(\s*['"]([^'"]+)['"]/g,
  /\bimport\.meta\.resolve\(\s*['"]([^'"]+)['"]/g,
];

function importsOf(path: string, code: string): SourceImport[] {
  return specifiers
    .flatMap((pattern) => [...code.matchAll(pattern)])
    .map((match) => match[1] ?? '')
    .map((specifier) =>
      specifier.startsWith('.')
        ? { kind: 'ours', target: posix.join(posix.dirname(path), specifier), specifier }
        : { kind: 'package', target: packageName(specifier), specifier },
    );
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  const depth = specifier.startsWith('@') ? 2 : 1;
  return specifier.split('/').slice(0, depth).join('/');
}
