import type { PodAntiAffinityTerm, PodTemplate, Workload } from '../workload.ts';
import { encodeContainers, encodeOwner } from './encode-container.ts';
import type { WireObject } from './wire-object.ts';

function encodeTerm({ topologyKey, matchLabelKeys, selector }: PodAntiAffinityTerm): WireObject {
  return { topologyKey, matchLabelKeys, labelSelector: selector ?? undefined };
}

function encodeAntiAffinity(terms: readonly PodAntiAffinityTerm[]): WireObject | undefined {
  if (terms.length === 0) return undefined;
  const preferred = terms.filter((term) => !term.required).map(encodeTerm);
  return {
    requiredDuringSchedulingIgnoredDuringExecution: terms.filter((term) => term.required).map(encodeTerm),
    preferredDuringSchedulingIgnoredDuringExecution: preferred.map((podAffinityTerm) => ({ podAffinityTerm })),
  };
}

function encodeAffinity({ antiAffinity, nodeTerms }: PodTemplate): WireObject | undefined {
  if (antiAffinity.length === 0 && nodeTerms.length === 0) return undefined;
  const required = { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: nodeTerms } };
  return {
    podAntiAffinity: encodeAntiAffinity(antiAffinity),
    nodeAffinity: nodeTerms.length === 0 ? undefined : required,
  };
}

function encodeTemplate(template: PodTemplate): WireObject {
  return {
    metadata: { labels: template.labels },
    spec: {
      terminationGracePeriodSeconds: template.terminationGracePeriodSeconds,
      hostNetwork: template.hostNetwork,
      nodeSelector: template.nodeSelector,
      tolerations: template.tolerations,
      affinity: encodeAffinity(template),
      topologySpreadConstraints: template.topologySpread.map(({ selector, ...constraint }) => ({
        ...constraint,
        labelSelector: selector ?? undefined,
      })),
      ...encodeContainers(template.containers),
    },
  };
}

function encodeCounts(workload: Workload): { readonly spec: WireObject; readonly status: WireObject } {
  const { kind, replicas, readyReplicas, updatedReplicas } = workload;
  if (kind !== 'DaemonSet') return { spec: { replicas }, status: { replicas, readyReplicas, updatedReplicas } };
  const status = {
    desiredNumberScheduled: replicas,
    numberReady: readyReplicas,
    updatedNumberScheduled: updatedReplicas,
  };
  return { spec: {}, status };
}

function encodeStrategy({ kind, strategy, maxSurge, maxUnavailable }: Workload): WireObject {
  if (kind === 'ReplicaSet') return {};
  const rollingUpdate = { maxSurge: maxSurge ?? undefined, maxUnavailable: maxUnavailable ?? undefined };
  const wire = { type: strategy, rollingUpdate };
  return kind === 'Deployment' ? { strategy: wire } : { updateStrategy: wire };
}

export function encodeWorkload(workload: Workload): WireObject {
  const counts = encodeCounts(workload);
  return {
    apiVersion: 'apps/v1',
    kind: workload.kind,
    metadata: {
      namespace: workload.namespace,
      name: workload.name,
      uid: workload.uid,
      resourceVersion: workload.resourceVersion,
      ownerReferences: encodeOwner(workload.owner),
    },
    spec: {
      ...counts.spec,
      ...encodeStrategy(workload),
      selector: { matchLabels: workload.selector },
      minReadySeconds: workload.minReadySeconds,
      template: encodeTemplate(workload.template),
    },
    status: counts.status,
  };
}
