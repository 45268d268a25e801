import { propertyOf } from '../../snapshot/wire/plain-object.ts';
import { NODE_LEASE_NAMESPACE } from './leases/heartbeat-poller.ts';
import { accessReviewPath, type KubeResourceName, kubeResources, qualifiedName } from './resource.ts';
import type { KubeTransport } from './transport/kube-transport.ts';

/** One thing this product does with a cluster, and whether it may. */
export interface KubernetesPermission {
  /** As in ResourceStatus. */
  readonly name: KubeResourceName;
  readonly verb: 'list' | 'watch';
  /** `group/resource`; the bare resource in the core group. */
  readonly resource: string;
  /** Null: in the whole cluster. */
  readonly namespace: string | null;
  /** Null: the API server could not be asked; `reason` says why. */
  readonly allowed: boolean | null;
  readonly reason: string | null;
}

type Question = Pick<KubernetesPermission, 'name' | 'verb' | 'namespace'>;

/** Everything that is asked of a cluster: lists and watches of each resource, and heartbeats, which are only listed. */
function questions(): readonly Question[] {
  return Object.keys(kubeResources)
    .filter((name): name is KubeResourceName => Object.hasOwn(kubeResources, name))
    .flatMap((name): Question[] => {
      if (name === 'leases') return [{ name, verb: 'list', namespace: NODE_LEASE_NAMESPACE }];
      return [
        { name, verb: 'list', namespace: null },
        { name, verb: 'watch', namespace: null },
      ];
    });
}

/** Asks the API server what the caller itself may do; every signed-in identity may ask that. Never rejects. */
export function checkPermissions(
  transport: Pick<KubeTransport, 'readJson'>,
  signal: AbortSignal,
): Promise<readonly KubernetesPermission[]> {
  return Promise.all(questions().map((question) => ask(transport, question, signal)));
}

async function ask(
  transport: Pick<KubeTransport, 'readJson'>,
  question: Question,
  signal: AbortSignal,
): Promise<KubernetesPermission> {
  const { name, verb, namespace } = question;
  const { group, plural } = kubeResources[name];
  const resourceAttributes = { group, resource: plural, verb, ...(namespace === null ? {} : { namespace }) };
  const body = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: { resourceAttributes },
  };
  const answer = await transport.readJson({ path: accessReviewPath, body, signal });
  const row = { ...question, resource: qualifiedName(name) };
  if (!answer.ok) return { ...row, allowed: null, reason: answer.message };
  const status = propertyOf(answer.body, 'status');
  const allowed = propertyOf(status, 'allowed');
  const reason = propertyOf(status, 'reason');
  if (typeof allowed !== 'boolean') return { ...row, allowed: null, reason: 'The answer says neither yes nor no.' };
  return { ...row, allowed, reason: typeof reason === 'string' && reason !== '' ? reason : null };
}
