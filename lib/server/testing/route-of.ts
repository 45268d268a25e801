import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response> | Response;

const appDir = join(import.meta.dirname, '..', '..', '..', 'app');

/** The addresses of all route handlers, in the form of `/api/v1/clusters/{cluster}`. */
export function routeAddresses(): string[] {
  return routeFolders().map((folder) => `/${folder.replaceAll(/\[(?:\.{3})?(\w+)\]/g, '{$1}')}`);
}

/** Answers a request with the handler that Next would choose: fixed segments win over names, names over the rest. */
export function routeOf(address: string): (request: Request) => Promise<Response> {
  const path = address.split('?')[0] ?? '';
  const candidates = routeFolders()
    .map((folder) => ({ folder, match: patternOf(folder).exec(path) }))
    .filter((candidate) => candidate.match !== null)
    .sort((a, b) => rank(a.folder) - rank(b.folder));
  const [chosen] = candidates;
  if (chosen === undefined) throw new Error(`no route for ${path}`);
  return async (request) => {
    const handler = await handlerIn(join(appDir, chosen.folder, 'route.ts'));
    return handler(request, { params: Promise.resolve({ ...chosen.match?.groups }) });
  };
}

function routeFolders(): string[] {
  return globSync('**/route.ts', { cwd: appDir }).map((path) => path.replace(/\/route\.ts$/, ''));
}

function patternOf(folder: string): RegExp {
  const source = folder
    .replaceAll('.', '\\.')
    .replaceAll(/\[(?:\\\.){3}(\w+)\]/g, '(?<$1>.+)')
    .replaceAll(/\[(\w+)\]/g, '(?<$1>[^/]+)');
  return new RegExp(`^/${source}$`);
}

function rank(folder: string): number {
  return folder.includes('[...') ? 1000 : folder.split('[').length;
}

async function handlerIn(file: string): Promise<Handler> {
  const { GET } = await import(pathToFileURL(file).href);
  if (typeof GET !== 'function') throw new Error(`${file} exports no GET`);
  return GET;
}
