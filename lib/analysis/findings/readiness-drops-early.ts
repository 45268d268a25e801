import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceEndpoint } from '../endpoints/service-endpoints.ts';
import { drainingWindowSeconds, terminatingSince } from '../service/draining-node.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { endpointsCommand, kubectlFor } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { hasRule } from './rotation-members.ts';
import { nodeObject, serviceFinding } from './service-finding.ts';
import { count, names, percent } from './wording.ts';

const code = 'readiness-drops-early';

/** docs/findings/readiness-drops-early.md: a terminating pod stopped serving before its node was marked down. */
export const readinessDropsEarly: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    if (service.service.externalTrafficPolicy !== 'Local') return [];
    const port = service.ports.find(hasRule);
    if (!port || port.probe === null || port.probe.port !== service.service.healthCheckNodePort) return [];
    const early = port.endpoints.filter((endpoint) => leftEarly(endpoint, port, model));
    const nodes = [...new Set(early.map(({ nodeName }) => nodeName ?? ''))].toSorted();
    // Where nothing is usable anywhere another finding says so.
    if (nodes.length === 0 || !port.policies.Local.table.anyUsable) return [];
    return [tell(service, port, nodes, early, model)];
  },
};

/** It served until it was deleted, serves no more, nobody else on its node does, and the probe cannot know yet. */
function leftEarly(endpoint: ServiceEndpoint, port: PortModel, model: ClusterModel): boolean {
  if (endpoint.state !== 'terminating' || endpoint.node === null || endpoint.node.lost) return false;
  const { node } = endpoint;
  if (port.usableHosts.has(node.name) || !port.pool.names.has(node.name)) return false;
  if (port.endpoints.some((other) => other.nodeName === node.name && other.state === 'serving-terminating'))
    return false;
  if (port.observations.get(node.name)?.state === 'down') return false;
  const pod = model.podAt(endpoint.address);
  const since = terminatingSince(endpoint, model);
  if (pod === null || since === null || pod.readyChangedAt === null || pod.ready) return false;
  // Times of pods are whole seconds.
  if (Date.parse(pod.readyChangedAt) < since - 1000) return false;
  return Date.parse(model.snapshot.takenAt) - since < drainingWindowSeconds(port, model) * 1000;
}

function tell(
  service: ServiceModel,
  port: PortModel,
  nodes: readonly string[],
  early: readonly ServiceEndpoint[],
  model: ClusterModel,
) {
  const { snapshot } = model;
  const seconds = drainingWindowSeconds(port, model);
  const seen = nodes.filter((node) => port.observations.get(node)?.state === 'up');
  const hosts = port.usableHosts.size + nodes.length;
  return serviceFinding(service, {
    code,
    severity: 'high',
    title: `${count(early.length, 'pod')} of ${service.key} stopped being ready while ${count(nodes.length, 'node')} (${names(nodes)}) may still be in rotation`,
    impact: `Up to ${percent(nodes.length / hosts)} of new connections time out until the load balancer has marked the node down, ${seconds} s after the pod was deleted at the latest.`,
    objects: nodes.slice(0, 5).map(nodeObject),
    evidence: [
      {
        text: `endpoints terminating and not serving on ${names(nodes)}, ready until they were deleted`,
        known: 'computed',
        source: `EndpointSlices and Pods of ${service.key}`,
      },
      seen.length > 0
        ? { text: `${names(seen)} still up`, known: 'measured', source: 'probe answers' }
        : { text: `the probe needs up to ${seconds} s to notice`, known: 'computed', source: 'probe of the rule' },
    ],
    fix: {
      text: 'Wait in a preStop hook before the application is told to stop, and keep readiness true meanwhile: readiness may turn false only after the node was marked down.',
      commands: [
        kubectlFor(
          snapshot,
          service.service,
          `get pods ${names(
            early.flatMap(({ podName }) => podName ?? []),
            20,
          ).replaceAll(', ', ' ')} -o wide`,
        ),
      ],
      patch: null,
    },
    verify: [
      {
        command: endpointsCommand(snapshot, service.service),
        expect: 'terminating endpoints stay serving: true during the preStop delay',
      },
    ],
  });
}
