import type { World } from '../../kernel/world.ts';
import { pluralOf, resources } from '../../objects/resources.ts';
import type { ApiContext } from './api-context.ts';
import type { RawRequest, ResourceRequest } from './api-request.ts';
import { isRecord } from './json-value.ts';
import type { ApiAnswer } from './status.ts';
import { readBody } from './write-object.ts';

/** A refusal is written as `verb group/resource`, with `*` for any verb. */
const refusal = (verb: string, group: string, resource: string): string => `${verb} ${group}/${resource}`;

export const isRefused = (world: World, verb: string, group: string, resource: string): boolean =>
  world.denied.has(refusal(verb, group, resource)) || world.denied.has(refusal('*', group, resource));

export const isDenied = (world: World, request: ResourceRequest): boolean =>
  isRefused(world, request.verb, resources[request.resource].group, pluralOf(request.resource));

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function accessReview(context: ApiContext, spec: Readonly<Record<string, unknown>>): object {
  const attributes = isRecord(spec.resourceAttributes) ? spec.resourceAttributes : {};
  const denied = isRefused(context.world, text(attributes.verb), text(attributes.group), text(attributes.resource));
  return {
    allowed: !denied,
    reason: denied ? 'refused by the simulator on purpose' : 'the simulator allows everything',
  };
}

/** Who may do what: the reviews a client makes of itself; null when the path is none. */
export function review(context: ApiContext, raw: RawRequest): ApiAnswer | null {
  const kind = /^\/apis\/(authorization|authentication)\.k8s\.io\/v1\/(\w+)$/.exec(raw.path)?.[2];
  if (kind === undefined || raw.method !== 'POST') return null;
  const body = readBody(raw.body);
  if (!body.ok) return body.answer;
  const spec = isRecord(body.value.spec) ? body.value.spec : {};
  const reply = (status: object): ApiAnswer => ({ status: 201, body: { ...body.value, status } });
  switch (kind) {
    case 'selfsubjectaccessreviews':
      return reply(accessReview(context, spec));
    case 'selfsubjectrulesreviews':
      return reply({
        resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
        nonResourceRules: [],
        incomplete: false,
      });
    case 'selfsubjectreviews':
      return reply({ userInfo: { username: 'simulator', groups: ['system:authenticated'] } });
    default:
      return null;
  }
}
