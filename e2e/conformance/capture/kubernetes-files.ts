import type { World } from '../../../simulator/kernel/world.ts';
import { answerRequest } from '../../../simulator/wire/kubernetes/answer-request.ts';
import { newApiContext } from '../../../simulator/wire/kubernetes/api-context.ts';

/** What `kubectl get … -A -o json` asks the API server for, by the name of the file it is kept in. */
const LISTS: Readonly<Record<string, string>> = {
  services: '/api/v1/services',
  endpointslices: '/apis/discovery.k8s.io/v1/endpointslices',
  nodes: '/api/v1/nodes',
  pods: '/api/v1/pods',
  events: '/api/v1/events',
  leases: '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases',
  deployments: '/apis/apps/v1/deployments',
  replicasets: '/apis/apps/v1/replicasets',
  statefulsets: '/apis/apps/v1/statefulsets',
  daemonsets: '/apis/apps/v1/daemonsets',
  poddisruptionbudgets: '/apis/policy/v1/poddisruptionbudgets',
  horizontalpodautoscalers: '/apis/autoscaling/v2/horizontalpodautoscalers',
  networkpolicies: '/apis/networking.k8s.io/v1/networkpolicies',
  ingresses: '/apis/networking.k8s.io/v1/ingresses',
  gateways: '/apis/gateway.networking.k8s.io/v1/gateways',
  httproutes: '/apis/gateway.networking.k8s.io/v1/httproutes',
  istiogateways: '/apis/networking.istio.io/v1/gateways',
  virtualservices: '/apis/networking.istio.io/v1/virtualservices',
};

const TOKEN = 'conformance';

/** The lists of the API server as files of a bundle: the body of each answer, refusals too. */
export function kubernetesFiles(world: World): Map<string, string> {
  const context = newApiContext(world, TOKEN);
  const files = new Map<string, string>();
  for (const [name, path] of Object.entries(LISTS)) {
    const raw = {
      method: 'GET',
      path,
      query: new URLSearchParams(),
      accept: 'application/json',
      contentType: '',
      body: '',
    };
    const reply = answerRequest(context, raw, `Bearer ${TOKEN}`);
    if (reply.kind !== 'answer') throw new Error(`GET ${path} was answered by a stream, not by a list`);
    files.set(`kubernetes/${name}.json`, JSON.stringify(reply.answer.body));
  }
  return files;
}
