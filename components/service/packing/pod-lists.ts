import type { EncodedService } from '../../../lib/report/encoded-report.ts';
import type { PolicyPod } from '../../../lib/report/policy-report.ts';

/** Every list of pods of a Service: both policies, each followed by its variants. */
export function podListsOf({ policies: { Cluster, Local } }: EncodedService): readonly (readonly PolicyPod[])[] {
  return [Cluster, ...Cluster.variants, Local, ...Local.variants].map(({ pods }) => pods);
}

/** The Service with other lists of pods, in the same order. A list that is not given is empty. */
export function withPodLists(service: EncodedService, lists: readonly PolicyPod[][]): EncodedService {
  const { Cluster, Local } = service.policies;
  const firstOfLocal = 1 + Cluster.variants.length;
  const withPods = <T extends { readonly variants: EncodedService['policies']['Local']['variants'] }>(
    policy: T,
    first: number,
  ) => ({
    ...policy,
    pods: lists[first] ?? [],
    variants: policy.variants.map((variant, index) => ({ ...variant, pods: lists[first + 1 + index] ?? [] })),
  });
  return { ...service, policies: { Cluster: withPods(Cluster, 0), Local: withPods(Local, firstOfLocal) } };
}
