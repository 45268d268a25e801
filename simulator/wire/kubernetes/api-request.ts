import { pluralOf, type ResourceName, resourceNames, resources } from '../../objects/resources.ts';

export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';

/** One request as it came in, before anything is known about it. */
export interface RawRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly contentType: string;
  readonly body: string;
}

/** A request for a resource. */
export interface ResourceRequest {
  readonly verb: Verb;
  readonly resource: ResourceName;
  /** null for all namespaces, and for kinds that have none. */
  readonly namespace: string | null;
  readonly name: string | null;
  readonly subresource: string | null;
  readonly raw: RawRequest;
}

const isTrue = (text: string | null): boolean => text === 'true' || text === '1';

function verbOf(raw: RawRequest, name: string | null): Verb | null {
  switch (raw.method) {
    case 'GET':
      if (isTrue(raw.query.get('watch'))) return 'watch';
      return name === null ? 'list' : 'get';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return name === null ? 'deletecollection' : 'delete';
    default:
      return null;
  }
}

/** `/api/v1/…` and `/apis/group/version/…`: the group, the version, and what follows. */
export function splitGroup(path: string): { group: string; version: string; rest: string[] } | null {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  if (parts[0] === 'api' && parts[1] !== undefined) return { group: '', version: parts[1], rest: parts.slice(2) };
  const [root, group, version] = parts;
  if (root !== 'apis' || group === undefined || version === undefined) return null;
  return { group, version, rest: parts.slice(3) };
}

/** Reads the path of a resource request; null when no resource is meant. */
export function readRequest(raw: RawRequest): ResourceRequest | null {
  const split = splitGroup(raw.path);
  if (split === null) return null;
  const { group, version } = split;
  let { rest } = split;
  let namespace: string | null = null;
  // `namespaces/x` alone is the Namespace itself; with more behind it, it is where to look.
  if (rest[0] === 'namespaces' && rest.length > 2 && !['status', 'finalize'].includes(rest[2] ?? '')) {
    namespace = rest[1] ?? null;
    rest = rest.slice(2);
  }
  const [plural, name = null, subresource = null] = rest;
  const resource = resourceNames.find(
    (one) => pluralOf(one) === plural && resources[one].group === group && resources[one].version === version,
  );
  const verb = verbOf(raw, name);
  if (resource === undefined || verb === null) return null;
  return { verb, resource, namespace, name, subresource, raw };
}

export const isDryRun = (raw: RawRequest): boolean => raw.query.getAll('dryRun').includes('All');
