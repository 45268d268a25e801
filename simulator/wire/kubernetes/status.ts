import type { FieldProblem } from '../../control-plane/admission.ts';
import { pluralOf, type ResourceName, resources } from '../../objects/resources.ts';

/** An answer of the API server. A watch is answered by a stream, see `watch-stream.ts`. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Cause {
  readonly reason?: string;
  readonly message: string;
  readonly field?: string;
}

/** A refusal in the form every client understands. */
export function refuse(code: number, reason: string, message: string, details?: object): ApiAnswer {
  const body = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details === undefined ? {} : { details }),
    code,
  };
  return { status: code, body };
}

const about = (resource: ResourceName, name: string, causes?: readonly Cause[]) => {
  const { group, kind } = resources[resource];
  return {
    name,
    ...(group === '' ? {} : { group }),
    kind: causes === undefined ? pluralOf(resource) : kind,
    ...(causes === undefined ? {} : { causes }),
  };
};

const qualified = (resource: ResourceName): string => {
  const { group } = resources[resource];
  const plural = pluralOf(resource);
  return group === '' ? plural : `${plural}.${group}`;
};

export const notFound = (resource: ResourceName, name: string): ApiAnswer =>
  refuse(404, 'NotFound', `${qualified(resource)} "${name}" not found`, about(resource, name));

export const alreadyExists = (resource: ResourceName, name: string): ApiAnswer =>
  refuse(409, 'AlreadyExists', `${qualified(resource)} "${name}" already exists`, about(resource, name));

export const conflict = (resource: ResourceName, name: string): ApiAnswer =>
  refuse(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(resource)} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    about(resource, name),
  );

export function invalid(resource: ResourceName, name: string, problems: readonly FieldProblem[]): ApiAnswer {
  const { group, kind } = resources[resource];
  const causes = problems.map((one) => ({ reason: 'FieldValueInvalid', message: one.message, field: one.field }));
  const text = problems.map((one) => `${one.field}: ${one.message}`).join(', ');
  const owner = group === '' ? kind : `${kind}.${group}`;
  return refuse(422, 'Invalid', `${owner} "${name}" is invalid: ${text}`, about(resource, name, causes));
}

export const badRequest = (message: string): ApiAnswer => refuse(400, 'BadRequest', message);

export const gone = (message: string): ApiAnswer => refuse(410, 'Expired', message);

export const methodNotAllowed = (resource: ResourceName): ApiAnswer =>
  refuse(
    405,
    'MethodNotAllowed',
    `the server does not allow this method on the requested resource`,
    about(resource, ''),
  );

export function forbidden(verb: string, resource: ResourceName, namespace: string | null): ApiAnswer {
  const { group } = resources[resource];
  const scope = namespace === null ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const message = `${qualified(resource)} is forbidden: User "simulator" cannot ${verb} resource "${resource}" in API group "${group}" ${scope}`;
  return refuse(403, 'Forbidden', message, about(resource, ''));
}

export const unknownPath = (): ApiAnswer =>
  refuse(404, 'NotFound', 'the server could not find the requested resource', {});

export const success = (resource: ResourceName, name: string, uid: string): ApiAnswer => ({
  status: 200,
  body: {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { ...about(resource, name), uid },
  },
});
