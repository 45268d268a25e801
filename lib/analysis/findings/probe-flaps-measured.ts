import type { Finding } from '../../report/finding.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { type Flapping, flappingNodes } from '../service/flapping-nodes.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { askedPort, sharedProbeCommand } from './balanced-probe.ts';
import { podsCommand } from './commands.ts';
import { hasRule } from './rotation-members.ts';
import { serviceFinding } from './service-finding.ts';
import { count } from './wording.ts';

export interface MeasuredFlapping {
  readonly port: PortModel;
  readonly flapping: Flapping;
}

/** A load-balanced probe that fails on nearly every living node in turn. Null: not measured, or it does not. */
export function measuredFlapping(service: ServiceModel, model: ClusterModel): MeasuredFlapping | null {
  for (const port of service.ports) {
    if (!hasRule(port) || askedPort(service, port) === null) continue;
    const flapping = flappingNodes(port, model);
    if (flapping !== null) return { port, flapping };
  }
  return null;
}

/** docs/findings/probe-flaps-all-nodes.md: it is seen, and no lost node explains it: some ready pod does not answer. */
export function measuredFinding(
  service: ServiceModel,
  { port, flapping }: MeasuredFlapping,
  model: ClusterModel,
): Finding {
  const { service: object } = service;
  const { nodes, asked, lowest, highest, at } = flapping;
  const level = lowest === highest ? `${lowest} %` : `${lowest} to ${highest} %`;
  return serviceFinding(service, {
    code: 'probe-flaps-all-nodes',
    severity: 'critical',
    title: `Probes for ${service.key} fail in turn on ${nodes.length} of ${count(asked, 'node')}: only ${level} of them succeed`,
    impact:
      'Healthy nodes leave the rotation and come back, with no pattern; when all are out at once every new connection times out. Connections meet the same pod that does not answer.',
    evidence: [
      {
        text: `${level} of the probes of a minute succeeded on ${count(nodes.length, 'node')}, in at least 3 of the last 5 minutes until ${at}`,
        known: 'measured',
        source: 'Azure Monitor, DipAvailability',
      },
      {
        text: `the ${port.probe?.protocol.toUpperCase()} probe on node port ${port.probe?.port} goes through kube-proxy to a random ready pod: one that does not answer fails it everywhere`,
        known: 'computed',
        source: `probe ${port.probe?.name}`,
      },
    ],
    fix: {
      text: 'Find the pod that is ready and does not answer, and delete it; then make its readiness probe notice. For good: the shared probe of the cluster (a preview feature of AKS), which asks kube-proxy itself.',
      commands: [podsCommand(model.snapshot, object), sharedProbeCommand(model)],
      patch: null,
    },
    verify: [
      {
        command: podsCommand(model.snapshot, object),
        expect: 'every pod that is READY answers on its port; the metric is back at 100 % within two minutes',
      },
    ],
  });
}
