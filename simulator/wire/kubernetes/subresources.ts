import { evictPod } from '../../control-plane/evict-pod.ts';
import { podLog } from '../../traffic/pod-log.ts';
import type { ApiContext } from './api-context.ts';
import type { ResourceRequest } from './api-request.ts';
import { jsonPatch } from './json-patch.ts';
import { isRecord, type JsonRecord, mergePatch } from './json-value.ts';
import { keyFor } from './read-objects.ts';
import { type ApiAnswer, badRequest, methodNotAllowed, notFound, refuse } from './status.ts';
import { readBody, replaceObject } from './write-object.ts';

const SCALABLE = ['deployments', 'replicasets', 'statefulsets'] as const;

function scaleOf(context: ApiContext, request: ResourceRequest) {
  for (const resource of SCALABLE) {
    if (resource !== request.resource) continue;
    const object = context.world.store.get(resource, keyFor(request, request.name ?? ''));
    if (object === undefined) return null;
    const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
    const selector = Object.entries(object.spec.selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
    const scale = {
      kind: 'Scale',
      apiVersion: 'autoscaling/v1',
      metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
      spec: { replicas: object.spec.replicas },
      status: { replicas: object.status.replicas, selector: selector.join(',') },
    };
    return { object, scale };
  }
  return null;
}

function wantedScale(request: ResourceRequest, scale: JsonRecord): unknown {
  const body: unknown = JSON.parse(request.raw.body === '' ? '{}' : request.raw.body);
  if (request.verb === 'update') return body;
  if (!request.raw.contentType.startsWith('application/json-patch')) return mergePatch(scale, body);
  const patched = jsonPatch(scale, body);
  return patched.ok ? patched.value : null;
}

function scaleRequest(context: ApiContext, request: ResourceRequest): ApiAnswer {
  const found = scaleOf(context, request);
  if (found === null) return notFound(request.resource, request.name ?? '');
  if (request.verb === 'get') return { status: 200, body: found.scale };
  if (request.verb !== 'update' && request.verb !== 'patch') return methodNotAllowed(request.resource);
  const wanted = wantedScale(request, found.scale);
  const spec = isRecord(wanted) && isRecord(wanted.spec) ? wanted.spec : {};
  const replicas = spec.replicas ?? 0;
  if (typeof replicas !== 'number') return badRequest('spec.replicas must be a number');
  const revision = isRecord(wanted) && isRecord(wanted.metadata) ? wanted.metadata.resourceVersion : undefined;
  const metadata = { ...found.object.metadata, resourceVersion: revision ?? '' };
  const value = { ...found.object, metadata, spec: { ...found.object.spec, replicas } };
  const answer = replaceObject(context, { ...request, subresource: null, raw: { ...request.raw, accept: '' } }, value);
  return answer.status === 200 ? { status: 200, body: scaleOf(context, request)?.scale } : answer;
}

function evictionRequest(context: ApiContext, request: ResourceRequest): ApiAnswer {
  const name = request.name ?? '';
  const pod = context.world.store.get('pods', keyFor(request, name));
  if (pod === undefined) return notFound('pods', name);
  if (request.verb !== 'create') return methodNotAllowed('pods');
  const body = readBody(request.raw.body);
  if (!body.ok) return body.answer;
  const options = isRecord(body.value.deleteOptions) ? body.value.deleteOptions : {};
  const isDry = Array.isArray(options.dryRun) && options.dryRun.includes('All');
  const grace = typeof options.gracePeriodSeconds === 'number' ? options.gracePeriodSeconds : undefined;
  const eviction = isDry ? { ok: true as const } : evictPod(context.world, pod, grace);
  if (eviction.ok)
    return { status: 201, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 } };
  const details = { causes: [{ reason: 'DisruptionBudget', message: eviction.cause }] };
  return refuse(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", details);
}

function logRequest(context: ApiContext, request: ResourceRequest): ApiAnswer {
  const name = request.name ?? '';
  const pod = context.world.store.get('pods', keyFor(request, name));
  if (pod === undefined) return notFound('pods', name);
  const tail = Number(request.raw.query.get('tailLines') ?? Number.NaN);
  const lines = podLog(context.world, pod);
  const shown = Number.isNaN(tail) ? lines : lines.slice(-tail);
  return { status: 200, body: shown.map((line) => `${line}\n`).join(''), headers: { 'content-type': 'text/plain' } };
}

/** Requests to a part of an object; null for parts that are handled like the object. */
export function subresourceRequest(context: ApiContext, request: ResourceRequest): ApiAnswer | null {
  switch (request.subresource) {
    case 'scale':
      return scaleRequest(context, request);
    case 'eviction':
      return evictionRequest(context, request);
    case 'log':
      return logRequest(context, request);
    default:
      return null;
  }
}
