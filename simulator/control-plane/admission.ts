import type { z } from 'zod';
import type { World } from '../kernel/world.ts';
import { matchesSelector } from '../objects/matches-selector.ts';
import { type ObjectOf, type ResourceName, resources, schemas } from '../objects/resources.ts';
import { serviceSchema } from '../objects/service.ts';
import { admitService, serviceObjection } from './admit-service.ts';

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

export type Admission<T> =
  | { readonly ok: true; readonly object: T }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

const problem = (field: string, message: string) => ({ ok: false as const, problems: [{ field, message }] });

/** The schema of a resource gives objects of that resource. */
const parseAs = <R extends ResourceName>(resource: R, raw: unknown) =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  schemas[resource].safeParse(raw) as z.ZodSafeParseResult<ObjectOf<R>>;

/** A selector that its own template does not match would never find its pods. */
function selectsItsTemplate(resource: ResourceName, raw: unknown): boolean {
  if (
    resource !== 'deployments' &&
    resource !== 'replicasets' &&
    resource !== 'statefulsets' &&
    resource !== 'daemonsets'
  )
    return true;
  const parsed = parseAs(resource, raw);
  return !parsed.success || matchesSelector(parsed.data.spec.selector, parsed.data.spec.template.metadata.labels);
}

/** Checks what someone wants to write and fills in what the API server fills in. */
export function admit<R extends ResourceName>(
  world: World,
  resource: R,
  raw: unknown,
  before?: ObjectOf<R>,
): Admission<ObjectOf<R>> {
  const parsed = parseAs(resource, raw);
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), message: issue.message })),
    };
  const object = parsed.data;
  if (!selectsItsTemplate(resource, object))
    return problem('spec.template.metadata.labels', '`selector` does not match template `labels`');
  if (resource !== 'services') return { ok: true, object };
  const service = serviceSchema.parse(object);
  const objection = serviceObjection(service);
  if (objection !== null) return problem('spec', objection);
  const known = before === undefined ? undefined : serviceSchema.parse(before);
  // A Service goes in and a Service comes out: the resource is `services` here.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ok: true, object: admitService(world, service, known) as ObjectOf<R> };
}

export const describeProblems = (resource: ResourceName, name: string, problems: readonly FieldProblem[]): string =>
  `${resources[resource].kind} "${name}" is invalid: ${problems.map((one) => `${one.field}: ${one.message}`).join('; ')}`;
