import type { Finding } from '../../report/finding.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { fieldCommand } from './commands.ts';
import type { ServiceFindingRule } from './finding-rule.ts';
import { hairpinUnderIpvs } from './hairpin-under-ipvs.ts';
import { hasRule } from './rotation-members.ts';
import { serviceFinding } from './service-finding.ts';
import { count, percent } from './wording.ts';

const code = 'hairpin-unsupported';

/** docs/findings/hairpin-unsupported.md: clients inside the cluster that call a frontend address get no answer. */
export const hairpinUnsupported: ServiceFindingRule = {
  code,
  kind: 'risk',
  looksAtOtherNodes: true,
  check: (service, model) => {
    const finding = hairpinToItself(service, model.snapshot) ?? hairpinUnderIpvs(code, service, model);
    return finding === null ? [] : [finding];
  },
};

/** A node that calls an internal load balancer may be sent to itself. */
function hairpinToItself(service: ServiceModel, snapshot: Snapshot): Finding | null {
  const { service: object } = service;
  if (!service.internal) return null;
  const port = service.ports.find((candidate) => leavesTheNode(service, candidate));
  if (port === undefined) return null;
  const { size } = port.policies[object.externalTrafficPolicy].rotation;
  if (size === 0) return null;
  return serviceFinding(service, {
    code,
    severity: size === 1 ? 'medium' : 'low',
    title: `Clients inside the cluster reach ${service.key} through the internal load balancer, which can send them back to their own node`,
    impact: `${percent(1 / size)} of the connections that start on one of the ${count(size, 'node')} in rotation time out: Azure returns them to the machine they come from, and the answer does not fit. Clients outside the cluster are not concerned.`,
    objects: [{ kind: 'Rule', namespace: null, name: port.ruleName }],
    evidence: [
      {
        text: `${ingressWords(service, port)}, so kube-proxy does not catch connections to this address on the node of the client`,
        known: 'computed',
        source: `status of Service ${service.key}`,
      },
      {
        text: 'floating IP is off, so such connections are served by node port',
        known: port.owned === null ? 'computed' : 'measured',
        source: `rule ${port.ruleName}`,
      },
    ],
    fix: {
      text: `Let clients inside the cluster call the cluster address: ${object.name}.${object.namespace}.svc. It needs no load balancer.`,
      commands: [fieldCommand(snapshot, object, '.spec.clusterIP')],
      patch: null,
    },
    verify: [
      {
        command: fieldCommand(snapshot, object, '.status.loadBalancer.ingress'),
        expect: 'ipMode VIP; else look at the addresses that clients inside the cluster call',
      },
    ],
  });
}

/** kube-proxy knows the frontend by its address in the status, and leaves it alone where ipMode is Proxy. */
function leavesTheNode(service: ServiceModel, port: PortModel): boolean {
  if (!hasRule(port) || !port.dataPath.ok || isFloating(port)) return false;
  return (
    ingressOf(service, port).length > 0 &&
    ingressOf(service, port).every(({ ip, ipMode }) => ip === null || ipMode === 'Proxy')
  );
}

function isFloating({ owned, expected }: PortModel): boolean {
  return owned?.rule.enableFloatingIP ?? expected?.enableFloatingIP ?? true;
}

function ingressOf({ service }: ServiceModel, { family }: PortModel) {
  return service.ingress.filter(({ ip }) => ip === null || ip.includes(':') === (family === 'IPv6'));
}

function ingressWords(service: ServiceModel, port: PortModel): string {
  return ingressOf(service, port).some(({ ip }) => ip !== null)
    ? 'ipMode is Proxy'
    : 'the status has a name and no address';
}
