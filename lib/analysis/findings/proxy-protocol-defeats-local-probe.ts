import { isTrue, portAnnotation } from '../azure/annotations.ts';
import { silentMarkDownSeconds } from '../policy/probe-config.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { azNetwork, kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { hasRule } from './rotation-members.ts';
import { serviceFinding } from './service-finding.ts';
import { names, percent, secondsRange } from './wording.ts';

const code = 'proxy-protocol-defeats-local-probe';
const KEY = 'service.beta.kubernetes.io/azure-pls-proxy-protocol';

/** docs/findings/proxy-protocol-defeats-local-probe.md: PROXY protocol takes the health check of `Local` away. */
export const proxyProtocolDefeatsLocalProbe: ServiceFindingRule = {
  code,
  kind: 'risk',
  check: (service, { snapshot }) => {
    const { service: object } = service;
    if (object.externalTrafficPolicy !== 'Local' || !hidesHealthCheck(service)) return [];
    const blind = service.ports.filter((port) => isBlind(service, port));
    const first = blind[0];
    if (first?.probe == null) return [];
    const ports = [...new Set(blind.map(({ port }) => port.port))];
    const window = secondsRange(silentMarkDownSeconds(first.probe));
    const share = first.usableHosts.size === 0 ? '' : `${percent(1 / first.usableHosts.size)} of `;
    const keys = ports.map((port) => `service.beta.kubernetes.io/port_${port}_health-probe_`);
    const annotations = keys.flatMap((key) => [`${key}protocol=http`, `${key}request-path=<readiness path>`]).join(' ');
    return [
      serviceFinding(service, {
        code,
        severity: 'high',
        title: `PROXY protocol of the private link service takes the health check of ${service.key} away: port ${names(ports.map(String))} is probed by TCP ${first.probe.port}`,
        impact: `A node stays in rotation until its last pod has stopped, however long preStop waits; then ${share}new connections time out for ${window}, at every rollout and drain.`,
        objects: blind.map((port) => ({ kind: 'Rule', namespace: null, name: port.ruleName })),
        evidence: [
          { text: `annotation ${KEY}: "true" and policy Local`, known: 'computed', source: `Service ${service.key}` },
          {
            text: `probe ${first.probe.protocol} ${first.probe.port} instead of HTTP ${object.healthCheckNodePort ?? 0} /healthz`,
            known: first.owned === null ? 'computed' : 'measured',
            source: `rule ${first.ruleName}`,
          },
        ],
        fix: {
          text: 'Let the probe ask the readiness path of the pods, which says no as soon as a pod terminates; they understand PROXY protocol, which the probe speaks, too. Where nobody needs the addresses of clients, switch PROXY protocol off instead.',
          commands: [
            kubectlFor(snapshot, object, `annotate service ${shellWord(object.name)} ${annotations}`),
            kubectlFor(snapshot, object, `annotate service ${shellWord(object.name)} ${KEY}=false --overwrite`),
          ],
          patch: null,
        },
        verify: [
          {
            command: azNetwork(
              snapshot,
              `lb probe list --lb-name ${shellWord(first.owned?.loadBalancer.name ?? 'kubernetes-internal')} -o table`,
            ),
            expect: `protocol Http for the probes of ${first.ruleName}`,
          },
        ],
      }),
    ];
  },
};

/** The controller then gives each port a probe of its own. docs/model.md "Probes". */
function hidesHealthCheck({ service }: ServiceModel): boolean {
  return isTrue(service, 'azure-pls-create') && isTrue(service, 'azure-pls-proxy-protocol');
}

/** Probed on its node port by TCP, and nobody chose that; a probe that differs from what is asked is drift. */
function isBlind({ service }: ServiceModel, port: PortModel): boolean {
  return (
    hasRule(port) &&
    port.probe !== null &&
    !port.probeDrifted &&
    port.probe.protocol.toLowerCase() === 'tcp' &&
    port.probe.port !== service.healthCheckNodePort &&
    portAnnotation(service, port.port.port, 'health-probe_port') === null
  );
}
