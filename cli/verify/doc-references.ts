import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { headingsOf, quotedPaths, relativeLinks, sectionReferences } from './markdown-references.ts';

/** Everything that the documents or the code's comments cite and that does not exist. */
export function docProblems(projectDir: string, findingCodes: readonly string[]): string[] {
  const documents = globSync('**/*.md', { cwd: projectDir, exclude: ['node_modules', '.next', '.git', 'fixtures'] });
  if (documents.length === 0) return ['no document was found, so nothing was checked'];
  const tops = new Set(readdirSync(projectDir));
  return [
    ...documents.sort().flatMap((path) => documentProblems(projectDir, path, tops)),
    ...sectionProblems(projectDir),
    ...findingProblems(projectDir, findingCodes),
  ];
}

function documentProblems(projectDir: string, path: string, tops: ReadonlySet<string>): string[] {
  const text = readFileSync(join(projectDir, path), 'utf8');
  const quoted = quotedPaths(text).filter((cited) => tops.has(cited.split('/')[0] ?? ''));
  const links = relativeLinks(text);
  return [
    ...quoted.filter((cited) => !existsSync(join(projectDir, cited))).map((cited) => `${path} cites ${cited}`),
    ...links.flatMap((link) => linkProblems(projectDir, path, link)),
  ].map((problem) => `${problem}, which does not exist`);
}

function linkProblems(projectDir: string, path: string, link: { path: string; anchor: string | null }): string[] {
  const target = link.path === '' ? path : posix.join(dirname(path), link.path);
  if (!existsSync(join(projectDir, target))) return [`${path} links to ${link.path}`];
  if (link.anchor === null || !target.endsWith('.md')) return [];
  const anchors = headingsOf(readFileSync(join(projectDir, target), 'utf8')).map(anchorOf);
  return anchors.includes(link.anchor) ? [] : [`${path} links to #${link.anchor} of ${target}`];
}

/** The way Markdown renderers name a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** Comments that name a section of a document. */
function sectionProblems(projectDir: string): string[] {
  const sources = globSync('{app,cli,components,lib}/**/*.{ts,tsx}', { cwd: projectDir });
  const files = sources.filter((path) => !/\.test\.tsx?$/.test(path)).sort();
  const headings = new Map<string, string[]>();
  return files.flatMap((file) =>
    sectionReferences(readFileSync(join(projectDir, file), 'utf8')).flatMap(({ path, section }) => {
      if (!existsSync(join(projectDir, path))) return [`${file} cites ${path}, which does not exist`];
      const known = headings.get(path) ?? headingsOf(readFileSync(join(projectDir, path), 'utf8'));
      headings.set(path, known);
      if (section === null || known.includes(section)) return [];
      return [`${file} cites "${section}" of ${path}, which has no such section`];
    }),
  );
}

function findingProblems(projectDir: string, codes: readonly string[]): string[] {
  const folder = join(projectDir, 'docs', 'findings');
  const explained = existsSync(folder) ? readdirSync(folder).map((name) => name.replace(/\.md$/, '')) : [];
  return [
    ...codes
      .filter((code) => !explained.includes(code))
      .map((code) => `finding ${code} has no docs/findings/${code}.md`),
    ...explained.filter((code) => !codes.includes(code)).map((code) => `docs/findings/${code}.md explains no finding`),
  ];
}
