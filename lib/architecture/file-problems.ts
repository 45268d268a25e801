import { impureText, isTestFile, isUnder, type Room, roomOf } from './rooms.ts';
import type { SourceFile, SourceImport } from './source-file.ts';

/** Every way in which a file breaks the rules of the house; each names the file and says what is allowed. */
export function fileProblems(file: SourceFile): string[] {
  const room = roomOf(file.path);
  const problems = [...shapeProblems(file), ...importStyleProblems(file)];
  if (room === null) return file.path.includes('/') ? [...problems, `${file.path} is in no known room`] : problems;
  return [...problems, ...importProblems(file, room), ...(room.pure ? impurities(file) : [])];
}

function shapeProblems({ path, lines, code }: SourceFile): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const problems: string[] = [];
  if (lines > 300) problems.push(`${path} has ${lines} lines; no file has more than 300`);
  if (isRoute(path) && lines > 40) problems.push(`${path} has ${lines} lines; a route has at most 40`);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)+$/.test(name)) problems.push(`${path} is not named in kebab-case`);
  if (/^utils?\./.test(name)) problems.push(`${path} has a name that says nothing`);
  if (/^export default\b/m.test(code) && !mayExportDefault(path)) problems.push(`${path} has a default export`);
  return problems;
}

function isRoute(path: string): boolean {
  return /^app\/(.*\/)?(route|page)\.tsx?$/.test(path);
}

/** Where Next and the tools ask for one. */
function mayExportDefault(path: string): boolean {
  return path.startsWith('app/') || /(^|\.)config\.(js|mjs|ts)$/.test(path);
}

function importStyleProblems(file: SourceFile): string[] {
  return file.imports
    .filter((found) => found.kind === 'ours' && !/\.[a-z]+$/.test(found.target))
    .map((found) => `${file.path} imports ${found.specifier} without its extension`);
}

function importProblems(file: SourceFile, room: Room): string[] {
  return file.imports
    .filter((found) => !mayImport(file, room, found))
    .map((found) => `${file.path} imports ${found.specifier}; ${room.path} may import ${allowed(room)}`);
}

function mayImport({ path }: SourceFile, room: Room, found: SourceImport): boolean {
  const test = isTestFile(path);
  if (found.kind === 'package')
    return test || room.packages === null ? !isBrowserBreak(room, test, found) : room.packages.includes(found.target);
  if (!test && isTestFile(found.target)) return false;
  const forTests = test ? ['fixtures', ...(isUnder(path, 'lib') ? ['lib'] : [])] : [];
  const open = [room.path, ...room.imports, ...forTests];
  return (
    !found.target.startsWith('..') && (open.some((folder) => isUnder(found.target, folder)) || isProjectFile(found))
  );
}

/** Components run in the browser. */
function isBrowserBreak(room: Room, test: boolean, found: SourceImport): boolean {
  return room.path === 'components' && !test && found.target.startsWith('node:');
}

/** package.json and the like, at the top of the project. */
function isProjectFile(found: SourceImport): boolean {
  return !found.target.includes('/');
}

function allowed(room: Room): string {
  const packages = room.packages?.length === 0 ? [] : [room.packages?.join(', ') ?? 'packages'];
  return ['itself', ...room.imports, ...packages].join(', ');
}

function impurities(file: SourceFile): string[] {
  if (isTestFile(file.path)) return [];
  return impureText
    .filter(({ pattern }) => pattern.test(file.code))
    .map(({ name }) => `${file.path} uses ${name}; this room is pure: time and chance are arguments`);
}
