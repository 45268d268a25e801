import type { HorizontalPodAutoscaler } from '../horizontal-pod-autoscaler.ts';
import type { NetworkPolicy, NetworkPolicyPeer } from '../network-policy.ts';
import type { PodDisruptionBudget } from '../pod-disruption-budget.ts';
import type { WireObject } from './wire-object.ts';

function encodeMetadata(object: { namespace: string; name: string; resourceVersion: string }): WireObject {
  return { namespace: object.namespace, name: object.name, resourceVersion: object.resourceVersion };
}

export function encodePodDisruptionBudget(budget: PodDisruptionBudget): WireObject {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: encodeMetadata(budget),
    spec: {
      selector: {
        matchLabels: budget.selector,
        matchExpressions: budget.expressions.length === 0 ? undefined : budget.expressions,
      },
      minAvailable: budget.minAvailable ?? undefined,
      maxUnavailable: budget.maxUnavailable ?? undefined,
    },
    status: {
      disruptionsAllowed: budget.disruptionsAllowed,
      currentHealthy: budget.currentHealthy,
      desiredHealthy: budget.desiredHealthy,
      expectedPods: budget.expectedPods,
    },
  };
}

export function encodeHorizontalPodAutoscaler(autoscaler: HorizontalPodAutoscaler): WireObject {
  const { target, minReplicas, maxReplicas, currentReplicas } = autoscaler;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: encodeMetadata(autoscaler),
    spec: { scaleTargetRef: { kind: target.kind, name: target.name }, minReplicas, maxReplicas },
    status: { currentReplicas },
  };
}

function encodePeer({ cidr, except, hasPodSelector, hasNamespaceSelector }: NetworkPolicyPeer): WireObject {
  return {
    ipBlock: cidr === null ? undefined : { cidr, except },
    podSelector: hasPodSelector ? {} : undefined,
    namespaceSelector: hasNamespaceSelector ? {} : undefined,
  };
}

export function encodeNetworkPolicy(policy: NetworkPolicy): WireObject {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: encodeMetadata(policy),
    spec: {
      podSelector: {
        matchLabels: policy.podSelector,
        matchExpressions: policy.expressions.length === 0 ? undefined : policy.expressions,
      },
      policyTypes: [policy.isolatesIngress ? 'Ingress' : 'Egress'],
      ingress: policy.ingress.map((rule) => ({
        from: rule.from.map(encodePeer),
        ports: rule.ports.map(({ protocol, port, endPort }) => ({
          protocol,
          port: port ?? undefined,
          endPort: endPort ?? undefined,
        })),
      })),
    },
  };
}
