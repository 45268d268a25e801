import { resources } from '../../objects/resources.ts';
import { isDenied, review } from './access.ts';
import type { ApiContext } from './api-context.ts';
import { type RawRequest, type ResourceRequest, readRequest } from './api-request.ts';
import { inNewVersion, inOldVersion } from './autoscaling-v1.ts';
import { deleteCollection, deleteObject } from './delete-object.ts';
import { discover } from './discovery.ts';
import { openApi } from './open-api.ts';
import { openApiV2 } from './open-api-v2.ts';
import { patchObject } from './patch-object.ts';
import { jsonFromProtobuf } from './protobuf.ts';
import { getObject, listObjects, selectionOf } from './read-objects.ts';
import type { Test } from './selectors.ts';
import { type ApiAnswer, forbidden, methodNotAllowed, refuse, unknownPath } from './status.ts';
import { subresourceRequest } from './subresources.ts';
import { createObject, readBody, replaceObject } from './write-object.ts';

/** What to do with a request: answer it, or keep a stream of changes open. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: ApiAnswer }
  | { readonly kind: 'watch'; readonly request: ResourceRequest; readonly test: Test };

const answer = (given: ApiAnswer): Reply => ({ kind: 'answer', answer: given });

function perform(context: ApiContext, request: ResourceRequest): ApiAnswer {
  const own = subresourceRequest(context, request);
  if (own !== null) return own;
  if (request.subresource !== null && request.subresource !== 'status') return unknownPath();
  switch (request.verb) {
    case 'get':
      return getObject(context, request);
    case 'list':
      return listObjects(context, request);
    case 'patch':
      return patchObject(context, request);
    case 'delete':
      return deleteObject(context, request);
    case 'deletecollection':
      return deleteCollection(context, request);
    case 'create':
    case 'update': {
      const body = readBody(request.raw.body);
      if (!body.ok) return body.answer;
      return request.verb === 'create'
        ? createObject(context, request, body.value)
        : replaceObject(context, request, body.value);
    }
    default:
      return methodNotAllowed(request.resource);
  }
}

/** A Kubernetes API request, from its words to what shall be sent back. Does no input or output itself. */
export function answerRequest(context: ApiContext, raw: RawRequest, authorization: string | undefined): Reply {
  const open = ['/livez', '/readyz', '/healthz', '/version'].includes(raw.path);
  if (!open && authorization !== `Bearer ${context.token}`) return answer(refuse(401, 'Unauthorized', 'Unauthorized'));
  if (raw.contentType.startsWith('application/vnd.kubernetes.protobuf')) {
    const body = jsonFromProtobuf(raw.body);
    if (body === null)
      return answer(
        refuse(
          415,
          'UnsupportedMediaType',
          'the simulator reads JSON, not protobuf: write the object to a file and kubectl apply it',
        ),
      );
    return answerRequest(context, { ...raw, contentType: 'application/json', body }, authorization);
  }
  const renewed = inNewVersion(raw);
  if (renewed !== null) {
    const reply = answerRequest(context, renewed, authorization);
    return reply.kind === 'answer' ? answer(inOldVersion(reply.answer)) : reply;
  }
  const general =
    review(context, raw) ??
    (raw.method === 'GET' ? (discover(context.world, raw.path) ?? openApi(raw.path) ?? openApiV2(raw.path)) : null);
  if (general !== null) return answer(general);
  const request = readRequest(raw);
  if (request === null) return answer(unknownPath());
  if (isDenied(context.world, request)) return answer(forbidden(request.verb, request.resource, request.namespace));
  if (resources[request.resource].namespaced && request.namespace === null && request.name !== null)
    return answer(unknownPath());
  if (request.verb !== 'watch') return answer(perform(context, request));
  const selection = selectionOf(request);
  return selection.ok ? { kind: 'watch', request, test: selection.test } : answer(selection.answer);
}
