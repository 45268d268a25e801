import type { NetworkPolicy, NetworkPolicyIngressRule, NetworkPolicyPeer } from '../../snapshot/network-policy.ts';
import type { Pod } from '../../snapshot/pod.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { NOW } from './world.ts';

/** A pod of Service `shop/web` with the address of its endpoint, in the order of endpoints. */
function podOf(index: number): Pod {
  return {
    namespace: 'shop',
    name: `web-${index}`,
    uid: `uid-web-${index}`,
    resourceVersion: '1',
    createdAt: '2026-11-10T00:00:00Z',
    deletedAt: null,
    deletionGracePeriodSeconds: null,
    labels: { app: 'web' },
    owner: null,
    nodeName: `n${index}`,
    podIPs: [`10.244.3.${index + 1}`],
    hostNetwork: false,
    phase: 'Running',
    ready: true,
    readyChangedAt: NOW,
    terminationGracePeriodSeconds: 30,
    containers: [],
    containerStates: [],
  };
}

export function fromBlock(cidr: string, except: readonly string[] = []): NetworkPolicyPeer {
  return { cidr, except, hasPodSelector: false, hasNamespaceSelector: false };
}

/** A policy `web` that isolates the pods of `shop/web`, with these exceptions. */
export function testPolicy(
  ingress: readonly NetworkPolicyIngressRule[],
  changes: Partial<NetworkPolicy> = {},
): NetworkPolicy {
  return {
    namespace: 'shop',
    name: 'web',
    resourceVersion: '1',
    podSelector: { app: 'web' },
    expressions: [],
    isolatesIngress: true,
    ingress,
    ...changes,
  };
}

/** The snapshot with policies, and the pods they select. */
export function withPolicies(snapshot: Snapshot, networkPolicies: readonly NetworkPolicy[]): Snapshot {
  const pods = (snapshot.kubernetes.nodes ?? []).map((_, index) => podOf(index));
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, pods, networkPolicies } };
}
