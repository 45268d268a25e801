import { type ApiContext, appliedKey } from './api-context.ts';
import { isDryRun, type ResourceRequest } from './api-request.ts';
import { jsonPatch } from './json-patch.ts';
import { isRecord, mergePatch } from './json-value.ts';
import { keyFor } from './read-objects.ts';
import { serverSideApply } from './server-side-apply.ts';
import { type ApiAnswer, badRequest, notFound, refuse } from './status.ts';
import { strategicMerge } from './strategic-merge.ts';
import { createObject, readBody, replaceObject } from './write-object.ts';

function applyObject(context: ApiContext, request: ResourceRequest): ApiAnswer {
  const manager = request.raw.query.get('fieldManager');
  if (manager === null || manager === '')
    return badRequest(
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    );
  const body = readBody(request.raw.body);
  if (!body.ok) return badRequest('an apply patch must be JSON here: the simulator does not read other YAML');
  const name = request.name ?? '';
  const key = keyFor(request, name);
  const place = appliedKey(request.resource, key);
  const before = context.applied.get(place);
  const live = context.world.store.get(request.resource, key);
  const wanted = { ...body.value, metadata: { ...(isRecord(body.value.metadata) ? body.value.metadata : {}), name } };
  let answer: ApiAnswer;
  if (live === undefined) answer = createObject(context, request, wanted);
  else {
    const merged = serverSideApply(live, wanted, before?.get(manager));
    answer = isRecord(merged)
      ? replaceObject(context, request, merged)
      : badRequest('an apply patch must be an object');
  }
  if (answer.status < 300 && !isDryRun(request.raw)) context.applied.set(place, new Map(before).set(manager, wanted));
  return answer;
}

/** PATCH in its four dialects. */
export function patchObject(context: ApiContext, request: ResourceRequest): ApiAnswer {
  const kind = request.raw.contentType.split(';')[0]?.trim() ?? '';
  if (kind === 'application/apply-patch+yaml') return applyObject(context, request);
  const name = request.name ?? '';
  const live = context.world.store.get(request.resource, keyFor(request, name));
  if (live === undefined) return notFound(request.resource, name);
  let patch: unknown;
  try {
    patch = JSON.parse(request.raw.body);
  } catch {
    return badRequest('error decoding patch: it is not JSON');
  }
  let next: unknown;
  if (kind === 'application/json-patch+json') {
    const patched = jsonPatch(live, patch);
    if (!patched.ok) {
      if (patched.malformed) return badRequest(`error decoding patch: ${patched.message}`);
      // A real API server does not tell which operation it is.
      return refuse(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
    }
    next = patched.value;
  } else if (kind === 'application/merge-patch+json') next = mergePatch(live, patch);
  else if (kind === 'application/strategic-merge-patch+json') next = strategicMerge(live, patch);
  else
    return refuse(
      415,
      'UnsupportedMediaType',
      `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml`,
    );
  return isRecord(next) ? replaceObject(context, request, next) : badRequest('a patched object must be an object');
}
