import type { Finding } from '../../report/finding.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import { groupBy } from '../group-by.ts';
import { imbalanceOf } from '../policy/imbalance.ts';
import type { Rotation } from '../policy/rotation.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { kubectlFor, podsCommand } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { firstRule } from './rotation-members.ts';
import { serviceFinding } from './service-finding.ts';
import { percent } from './wording.ts';

const code = 'pods-unevenly-spread';
const MAX_OVER_MIN_WARNING = 1.5;
const HOT_POD_HIGH = 2;

/** docs/findings/pods-unevenly-spread.md: some pods get much more than their fair share. */
export const podsUnevenlySpread: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, model) => {
    const port = firstRule(service);
    // Members that nobody can name may host the pods that seem to get nothing.
    if (port === null || port.pool.unresolved > 0) return [];
    const policy = service.service.externalTrafficPolicy;
    const { traffic, rotation } = port.policies[policy];
    const { hottestPodFactor, maxOverMin, usableCapacity } = imbalanceOf(port.endpoints, traffic.podShares);
    if (hottestPodFactor === null || usableCapacity === null) return [];
    const idle = maxOverMin === null;
    if (!idle && maxOverMin < MAX_OVER_MIN_WARNING) return [];
    if (port.endpoints.some((endpoint) => isNotByDesign(endpoint, rotation))) return [];
    const factor = hottestPodFactor.toFixed(2);
    return [
      serviceFinding(service, {
        code,
        severity: hottestPodFactor >= HOT_POD_HIGH ? 'high' : 'medium',
        title: `The hottest pod of ${service.key} gets ${factor} × its fair share${idle ? ', and some ready pods get nothing' : ''}`,
        impact: `The Service is full when ${percent(usableCapacity)} of its pods' capacity is used: the hottest pod slows down or fails first.`,
        evidence: [
          {
            text:
              policy === 'Local'
                ? `each of the ${rotation.size} nodes gets ${percent(1 / rotation.size)}, whatever number of pods it hosts`
                : 'topology hints give each zone or node its own pods',
            known: 'computed',
            source: `EndpointSlices of ${service.key}`,
          },
        ],
        fix: evenFix(service, port, model),
        verify: [
          {
            command: podsCommand(model.snapshot, service.service),
            expect: 'the same number of pods on every node that hosts one',
          },
        ],
      }),
    ];
  },
};

/**
 * Where a node of a ready pod is lost the spread is not by design, and its own finding says so. Where a pool member is
 * out though it hosts a ready pod, what is wrong is not the spread either.
 */
function isNotByDesign({ state, nodeName, node }: ServiceEndpoint, { pool, includes }: Rotation): boolean {
  if (state !== 'ready' || nodeName === null) return false;
  return node === null || node.lost || (pool.names.has(nodeName) && !includes(node));
}

/** Pods that are spread as evenly as their number allows need another number; others need to be spread. */
function evenFix({ service, key }: ServiceModel, { endpoints }: PortModel, { snapshot }: ClusterModel): Finding['fix'] {
  const ready = endpoints.filter((endpoint) => endpoint.state === 'ready' && endpoint.nodeName !== null);
  const perHost = [...groupBy(ready, (endpoint) => endpoint.nodeName ?? '').values()].map((pods) => pods.length);
  const pods = podsCommand(snapshot, service);
  if (Math.max(...perHost) - Math.min(...perHost) <= 1 && service.externalTrafficPolicy === 'Local') {
    const replicas = Math.ceil(ready.length / perHost.length) * perHost.length;
    return {
      text: `The ${ready.length} pods of ${key} are spread over ${perHost.length} nodes as evenly as their number allows. Run ${replicas}, so that each node has as many, or one for each node that may host them.`,
      commands: [pods, kubectlFor(snapshot, service, `scale deployment <deployment> --replicas=${replicas}`)],
      patch: null,
    };
  }
  return {
    text: 'Spread the pods evenly over nodes: a topology spread constraint on kubernetes.io/hostname with maxSkew 1, or as many replicas as nodes. Constraints act when pods are scheduled, so restart the rollout afterwards.',
    commands: [pods],
    patch: spreadPatch(service.selector),
  };
}

/** Part of the pod template of the workload. */
function spreadPatch(selector: Readonly<Record<string, string>> | null): string {
  const labels = Object.entries(selector ?? {}).map(([key, value]) => `              ${key}: ${JSON.stringify(value)}`);
  return [
    'spec:',
    '  template:',
    '    spec:',
    '      topologySpreadConstraints:',
    '        - maxSkew: 1',
    '          topologyKey: kubernetes.io/hostname',
    '          whenUnsatisfiable: ScheduleAnyway',
    '          matchLabelKeys: ["pod-template-hash"]',
    '          labelSelector:',
    '            matchLabels:',
    ...labels,
    '',
  ].join('\n');
}
