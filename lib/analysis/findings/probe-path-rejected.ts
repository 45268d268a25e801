import type { Finding } from '../../report/finding.ts';
import { annotation, portAnnotation } from '../azure/annotations.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ProbeConfig } from '../policy/probe-config.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { kubectlFor, shellWord } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { patchYaml } from './patch-yaml.ts';
import { serviceFinding } from './service-finding.ts';
import { count } from './wording.ts';

const code = 'probe-path-rejected';

/**
 * docs/findings/probe-path-rejected.md: an HTTP probe asks the application itself, and it answers something else than
 * 200; or nobody has looked yet, and the path is one that nobody chose.
 */
export const probePathRejected: ServiceFindingRule = {
  code,
  kind: 'fault',
  check: (service, model) => {
    const found = new Map<string, Finding>();
    for (const port of service.ports) {
      const finding = checkPort(service, port, model);
      // Both families of a port have one probe annotation, and one remedy.
      const key = `${port.port.protocol}/${port.port.port}`;
      if (finding !== null && !found.has(key)) found.set(key, finding);
    }
    return [...found.values()];
  },
};

function checkPort(service: ServiceModel, port: PortModel, model: ClusterModel): Finding | null {
  const { probe } = port;
  if (probe === null || !asksApplication(service, port, probe)) return null;
  const answers = [...port.observations.values()];
  const rejected = answers.filter(({ state, reason }) => state === 'down' && /HttpStatusCodeError/i.test(reason));
  if (rejected.length > 0) {
    const up = answers.filter(({ state }) => state === 'up').length;
    return seen(service, port, probe, model, { rejected: rejected.length, up, source: rejected[0]?.source ?? '' });
  }
  const isChosen = requestedPath(service, port) !== null;
  if (answers.length > 0 || isChosen || (probe.path ?? '/') !== '/' || port.port.appProtocol === null) return null;
  return foretold(service, port, model);
}

/** The probe goes over the node port to a pod, not to kube-proxy. */
function asksApplication({ service }: ServiceModel, { state }: PortModel, probe: ProbeConfig): boolean {
  if (state !== 'present' && state !== 'not-loaded') return false;
  if (probe.protocol.toLowerCase() === 'tcp' || probe.port === service.healthCheckNodePort) return false;
  return probe.port !== 0 && service.ports.some(({ nodePort }) => nodePort === probe.port);
}

function requestedPath({ service }: ServiceModel, { port }: PortModel): string | null {
  return (
    portAnnotation(service, port.port, 'health-probe_request-path') ??
    annotation(service, 'azure-load-balancer-health-probe-request-path')
  );
}

interface Seen {
  readonly rejected: number;
  readonly up: number;
  readonly source: string;
}

function seen(
  service: ServiceModel,
  port: PortModel,
  probe: ProbeConfig,
  model: ClusterModel,
  { rejected, up, source }: Seen,
): Finding {
  const path = probe.path ?? '/';
  const nobodyLeft = up === 0;
  return serviceFinding(service, {
    code,
    severity: nobodyLeft ? 'critical' : 'high',
    title: `The application of ${service.key} does not answer 200 on ${path}, so ${count(rejected, 'node')} ${nobodyLeft ? 'and with them the whole frontend are' : 'are'} down on port ${port.port.port}`,
    impact: nobodyLeft
      ? 'Azure has no node left to send new connections to: every new connection times out, though the pods serve.'
      : `The ${count(up, 'node')} whose probe met another answer take everything.`,
    objects: probeObjects(port),
    evidence: [
      { text: `${count(rejected, 'node')} down with an HTTP status other than 200`, known: 'measured', source },
      {
        text: `the probe is ${probe.protocol} on ${path}, node port ${probe.port}`,
        known: 'computed',
        source: port.ruleName,
      },
    ],
    ...remedy(service, port, model),
  });
}

function foretold(service: ServiceModel, port: PortModel, model: ClusterModel): Finding {
  const { appProtocol } = port.port;
  return serviceFinding(service, {
    code,
    severity: 'medium',
    title: `appProtocol ${appProtocol} makes Azure ask the application of ${service.key} for / on port ${port.port.port}`,
    impact:
      'If it answers anything but 200 there (404, 301, 401), every node is marked down and the whole frontend with them.',
    objects: probeObjects(port),
    evidence: [
      {
        text: `appProtocol ${appProtocol} and no request path: the probe asks for /`,
        known: 'computed',
        source: `Service ${service.key}`,
      },
      {
        text: 'what the application answers there is not known',
        known: 'assumed',
        source: 'no answer of Azure was read',
      },
    ],
    ...remedy(service, port, model),
  });
}

function probeObjects({ owned, ruleName }: PortModel): Finding['objects'] {
  return [{ kind: 'Probe', namespace: null, name: owned?.probe?.name ?? ruleName }];
}

function remedy(
  { service }: ServiceModel,
  { port }: PortModel,
  { snapshot }: ClusterModel,
): Pick<Finding, 'fix' | 'verify'> {
  const protocol = `service.beta.kubernetes.io/port_${port.port}_health-probe_protocol`;
  const path = `service.beta.kubernetes.io/port_${port.port}_health-probe_request-path`;
  return {
    fix: {
      text: 'Probe the port by TCP, which asks only whether something listens; or name a path that the application answers with 200 without authentication.',
      commands: [
        kubectlFor(snapshot, service, `annotate service ${shellWord(service.name)} --overwrite ${protocol}=tcp`),
        kubectlFor(snapshot, service, `annotate service ${shellWord(service.name)} --overwrite ${path}=/healthz`),
      ],
      patch: patchYaml({ metadata: { annotations: { [protocol]: 'tcp' } } }),
    },
    verify: [
      {
        command: kubectlFor(snapshot, service, `describe service ${shellWord(service.name)}`),
        expect: 'an event EnsuredLoadBalancer after the change; the nodes come up within two probe intervals',
      },
    ],
  };
}
