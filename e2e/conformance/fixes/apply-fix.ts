import { parse } from 'yaml';
import type { Finding } from '../../../lib/report/finding.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { answerRequest } from '../../../simulator/wire/kubernetes/answer-request.ts';
import { newApiContext } from '../../../simulator/wire/kubernetes/api-context.ts';

/** Where the API server has the objects that fixes are for. */
const pathOfKind: Readonly<Record<string, string>> = {
  Service: '/api/v1/namespaces/{namespace}/services/{name}',
  Deployment: '/apis/apps/v1/namespaces/{namespace}/deployments/{name}',
  StatefulSet: '/apis/apps/v1/namespaces/{namespace}/statefulsets/{name}',
  DaemonSet: '/apis/apps/v1/namespaces/{namespace}/daemonsets/{name}',
  PodDisruptionBudget: '/apis/policy/v1/namespaces/{namespace}/poddisruptionbudgets/{name}',
  HorizontalPodAutoscaler: '/apis/autoscaling/v2/namespaces/{namespace}/horizontalpodautoscalers/{name}',
  NetworkPolicy: '/apis/networking.k8s.io/v1/namespaces/{namespace}/networkpolicies/{name}',
  Node: '/api/v1/nodes/{name}',
};

/** Sends the patch of a finding as `kubectl patch` does. Null: done; else what the API server had against it. */
export function applyFix(world: World, { fix, service }: Finding): string | null {
  const about = fix.patchOf ?? (service === null ? null : { kind: 'Service', ...service });
  if (fix.patch === null || about === null) return 'the finding has no patch, or does not say what it is for';
  const path = pathOfKind[about.kind];
  if (path === undefined) return `there is no object of kind ${about.kind} to patch`;
  const request = {
    method: 'PATCH',
    path: path.replace('{namespace}', about.namespace ?? '').replace('{name}', about.name),
    query: new URLSearchParams(),
    accept: 'application/json',
    contentType: 'application/strategic-merge-patch+json',
    body: JSON.stringify(parse(fix.patch)),
  };
  const reply = answerRequest(newApiContext(world, 'token'), request, 'Bearer token');
  if (reply.kind !== 'answer') return `the API server answered with a ${reply.kind}`;
  return reply.answer.status < 300 ? null : `${request.path}: ${JSON.stringify(reply.answer)}`;
}
