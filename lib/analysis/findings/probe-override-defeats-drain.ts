import { portAnnotation } from '../azure/annotations.ts';
import { silentMarkDownSeconds } from '../policy/probe-config.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { fieldCommand, kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { patchYaml } from './patch-yaml.ts';
import { hasRule } from './rotation-members.ts';
import { serviceFinding } from './service-finding.ts';
import { names, percent, secondsRange } from './wording.ts';

const code = 'probe-override-defeats-drain';
const SUFFIX = 'health-probe_port';

/** docs/findings/probe-override-defeats-drain.md: under `Local` a probe of the application cannot see a pod leave. */
export const probeOverrideDefeatsDrain: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, { snapshot }) => {
    const { service: object } = service;
    if (object.externalTrafficPolicy !== 'Local') return [];
    const overridden = service.ports.filter((port) => isOverridden(service, port));
    const first = overridden[0];
    if (first?.probe == null) return [];
    const ports = [...new Set(overridden.map(({ port }) => port.port))];
    const keys = ports.map((port) => `service.beta.kubernetes.io/port_${port}_${SUFFIX}`);
    const window = secondsRange(silentMarkDownSeconds(first.probe));
    const share = first.usableHosts.size === 0 ? '' : ` ${percent(1 / first.usableHosts.size)} of`;
    return [
      serviceFinding(service, {
        code,
        severity: 'high',
        title: `The probe of port ${names(ports.map(String))} of ${service.key} asks port ${first.probe.port} instead of health-check node port ${object.healthCheckNodePort ?? 0}`,
        impact: `A node stays in rotation until its last pod has stopped, however long preStop waits; then${share} new connections time out for ${window}, at every rollout and drain.`,
        objects: overridden.map((port) => ({ kind: 'Rule', namespace: null, name: port.ruleName })),
        evidence: [
          {
            text: `annotation ${names(keys)}, probe ${first.probe.protocol} ${first.probe.port}`,
            known: 'computed',
            source: `Service ${service.key}`,
          },
          {
            text: 'a terminating pod that still serves answers it, so the probe turns red only with the connections',
            known: isNodePort(service, first) ? 'computed' : 'assumed',
            source: 'kube-proxy',
          },
        ],
        fix: {
          text: 'Remove the annotation: the probe then asks kube-proxy, which answers 503 as soon as the last local pod terminates.',
          commands: [
            kubectlFor(
              snapshot,
              object,
              `annotate service ${shellWord(object.name)} ${keys.map((key) => `${key}-`).join(' ')}`,
            ),
          ],
          patch: patchYaml({ metadata: { annotations: Object.fromEntries(keys.map((key) => [key, null])) } }),
        },
        verify: [
          {
            command: fieldCommand(snapshot, object, '.metadata.annotations'),
            expect: `no ${SUFFIX}`,
          },
        ],
      }),
    ];
  },
};

/** Asked for by annotation, and in force; a probe that nobody asked for is another finding. */
function isOverridden({ service }: ServiceModel, port: PortModel): boolean {
  return (
    hasRule(port) &&
    port.probe !== null &&
    !port.probeDrifted &&
    port.probe.port !== service.healthCheckNodePort &&
    portAnnotation(service, port.port.port, SUFFIX) !== null
  );
}

function isNodePort({ service }: ServiceModel, { probe }: PortModel): boolean {
  return service.ports.some(({ nodePort }) => nodePort === probe?.port);
}
