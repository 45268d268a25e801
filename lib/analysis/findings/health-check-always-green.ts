import type { Finding } from '../../report/finding.ts';
import { portAnnotation } from '../azure/annotations.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { silentMarkDownSeconds } from '../policy/probe-config.ts';
import { falseGreens } from '../service/false-greens.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { instantText } from '../time.ts';
import { azNetwork, kubectl, kubectlFor, shellWord, wordOr } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { patchYaml } from './patch-yaml.ts';
import { restartProxyCommands } from './remove-pods.ts';
import { nodeObject, serviceFinding } from './service-finding.ts';
import { count, names, percent } from './wording.ts';

const code = 'health-check-always-green';

/** docs/findings/health-check-always-green.md: Azure sends to nodes that forward nothing, and the probe stays green. */
export const healthCheckAlwaysGreen: ServiceFindingRule = {
  code,
  kind: 'fault',
  looksAtOtherNodes: true,
  check: (service, model) => {
    if (service.service.externalTrafficPolicy !== 'Local') return [];
    for (const port of service.ports) {
      const green = falseGreens(service, port, model).filter((name) => isSteady(name, model));
      if (green.length > 0) return [greenFinding(service, port, green, model)];
    }
    return [];
  },
};

/** Of a machine that is lost or leaving other findings tell. */
function isSteady(name: string, { nodesByName }: ClusterModel): boolean {
  const node = nodesByName.get(name);
  return node !== undefined && !node.lost && node.departure === null;
}

function greenFinding(service: ServiceModel, port: PortModel, green: readonly string[], model: ClusterModel): Finding {
  const { rotation } = port.policies.Local;
  const lost = rotation.size === 0 ? '' : `${percent(Math.min(1, green.length / rotation.size))} of `;
  const label = `${port.port.protocol}/${port.port.port}`;
  return serviceFinding(service, {
    code,
    severity: 'high',
    title: `Azure sends connections of ${service.key} ${label} to ${count(green.length, 'node')} without a pod of it, whose probe stays green: ${names(green)}`,
    impact: `${lost}new connections time out, until the probe tells the truth; it has had time to do so.`,
    objects: [{ kind: 'Rule', namespace: null, name: port.ruleName }, ...green.map(nodeObject)],
    evidence: [
      ...green.slice(0, 5).flatMap((name) => {
        const seen = port.observations.get(name);
        if (seen === undefined) return [];
        const text = `${name}: ${seen.reason} at ${instantText(seen.observedAt)}, and no usable endpoint of the Service is on it`;
        return [{ text, known: 'measured' as const, source: seen.source }];
      }),
      { text: causeOf(service, port), known: 'computed', source: `probe of rule ${port.ruleName}` },
    ],
    ...remedy(service, port, green, model),
  });
}

function asksKubeProxy({ service }: ServiceModel, { probe }: PortModel): boolean {
  return probe?.port === service.healthCheckNodePort;
}

function causeOf(service: ServiceModel, port: PortModel): string {
  const asked = `the probe asks ${port.probe?.protocol ?? ''} ${port.probe?.port ?? 0}`;
  if (!asksKubeProxy(service, port)) return `${asked}, which does not tell whether a pod is there`;
  return `${asked}, and gets 200 where kube-proxy should say 503: another listener has the port, or kube-proxy does not follow`;
}

function remedy(
  service: ServiceModel,
  port: PortModel,
  green: readonly string[],
  model: ClusterModel,
): Pick<Finding, 'fix' | 'verify'> {
  const { snapshot } = model;
  const balancer = shellWord(port.owned?.loadBalancer.name ?? 'kubernetes');
  const seconds = port.probe === null ? 0 : silentMarkDownSeconds(port.probe)[1];
  const verify = [
    {
      command: azNetwork(snapshot, `lb probe list --lb-name ${shellWord(balancer)} -o table`),
      expect: `Http ${service.service.healthCheckNodePort ?? 0} /healthz for ${port.ruleName}; after ${seconds} s only nodes with a ready pod are up`,
    },
  ];
  return { fix: asksKubeProxy(service, port) ? proxyFix(green, model) : probeFix(service, port, model), verify };
}

function proxyFix(green: readonly string[], { snapshot }: ClusterModel): Finding['fix'] {
  const nodes = green.slice(0, 1);
  return {
    text: 'Look at what answers on the health-check node port of such a node. If it is kube-proxy, let it be started anew.',
    commands: [
      kubectl(
        snapshot,
        `debug node/${wordOr(nodes[0], 'node')} -it --image=busybox --profile=netadmin -- netstat -lntp`,
      ),
      ...restartProxyCommands(snapshot, nodes),
    ],
    patch: null,
  };
}

function probeFix({ service }: ServiceModel, { port }: PortModel, { snapshot }: ClusterModel): Finding['fix'] {
  const suffix = 'health-probe_port';
  const key = `service.beta.kubernetes.io/port_${port.port}_${suffix}`;
  if (portAnnotation(service, port.port, suffix) === null) {
    return {
      text: 'Let the probe ask kube-proxy on the health-check node port again.',
      commands: [kubectlFor(snapshot, service, `get service ${shellWord(service.name)} -o yaml`)],
      patch: null,
    };
  }
  return {
    text: 'Remove the annotation: the probe then asks kube-proxy, which answers 503 where no ready pod is.',
    commands: [kubectlFor(snapshot, service, `annotate service ${shellWord(service.name)} ${key}-`)],
    patch: patchYaml({ metadata: { annotations: { [key]: null } } }),
  };
}
