import type { RawRequest } from './api-request.ts';
import { isRecord } from './json-value.ts';
import type { ApiAnswer } from './status.ts';

/** `kubectl autoscale` makes its object in this old version, of which the simulator keeps the new one. */
const OLD = '/apis/autoscaling/v1/';
const NEW = '/apis/autoscaling/v2/';

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
};

/** The same request in the new version; null: it makes no pod autoscaler in the old one. */
export function inNewVersion(raw: RawRequest): RawRequest | null {
  if (raw.method !== 'POST' || !raw.path.startsWith(OLD)) return null;
  const object = parsed(raw.body);
  if (!isRecord(object) || !isRecord(object.spec)) return null;
  const { targetCPUUtilizationPercentage: percent, ...spec } = object.spec;
  const target = { type: 'Utilization', averageUtilization: percent };
  const metrics = percent === undefined ? {} : { metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }] };
  const body = JSON.stringify({ ...object, apiVersion: 'autoscaling/v2', spec: { ...spec, ...metrics } });
  return { ...raw, path: raw.path.replace(OLD, NEW), body };
}

function percentOf(spec: Readonly<Record<string, unknown>>): unknown {
  const [metric] = Array.isArray(spec.metrics) ? spec.metrics : [];
  const resource = isRecord(metric) && isRecord(metric.resource) ? metric.resource : {};
  return isRecord(resource.target) ? resource.target.averageUtilization : undefined;
}

/** An answer as the old version tells it. */
export function inOldVersion(answer: ApiAnswer): ApiAnswer {
  const { body } = answer;
  if (!isRecord(body) || body.kind !== 'HorizontalPodAutoscaler' || !isRecord(body.spec)) return answer;
  const { metrics: _metrics, behavior: _behavior, ...spec } = body.spec;
  const percent = percentOf(body.spec);
  const old = percent === undefined ? spec : { ...spec, targetCPUUtilizationPercentage: percent };
  return { ...answer, body: { ...body, apiVersion: 'autoscaling/v1', spec: old } };
}
