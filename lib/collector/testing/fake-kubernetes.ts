import type { ResourceStatus } from '../../snapshot/source-status.ts';
import type { KubernetesListener } from '../../sources/kubernetes/kubernetes-listener.ts';
import type { KubernetesSource } from '../../sources/kubernetes/kubernetes-source.ts';

export interface FakeKubernetes {
  /** Given to the cluster under test. */
  readonly start: (listener: KubernetesListener) => KubernetesSource;
  /** Speaks for the source. */
  listener(): KubernetesListener;
  /** Puts a resource in a state, and tells it. */
  status(status: Partial<ResourceStatus> & Pick<ResourceStatus, 'resource'>): void;
  settle(): void;
  isStopped(): boolean;
}

/** A Kubernetes source that says what a test says. */
export function createFakeKubernetes(): FakeKubernetes {
  const statuses = new Map<string, ResourceStatus>();
  const settling = Promise.withResolvers<void>();
  let listener: KubernetesListener | null = null;
  let isStopped = false;

  return {
    start(given) {
      listener = given;
      return {
        statuses: () => [...statuses.values()],
        settled: settling.promise,
        checkPermissions: async () => [],
        stop: () => {
          isStopped = true;
        },
      };
    },
    listener() {
      if (listener === null) throw new Error('The source was not started.');
      return listener;
    },
    status(given) {
      const status = { state: 'live' as const, observedAt: null, error: null, denied: null, ...given };
      statuses.set(status.resource, status);
      listener?.status(status);
    },
    settle: settling.resolve,
    isStopped: () => isStopped,
  };
}
