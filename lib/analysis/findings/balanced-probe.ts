import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { shellWord } from './commands.ts';

/** The port of a Service whose node port the probe asks: the probe is load-balanced with it. Null: it asks something else. */
export function askedPort(service: ServiceModel, { probe, family }: PortModel): PortModel | null {
  if (probe === null || probe.port === 0) return null;
  const asked = service.ports.find(
    (candidate) =>
      candidate.family === family && candidate.port.nodePort === probe.port && candidate.port.protocol === 'TCP',
  );
  return asked ?? null;
}

/** Makes probes ask kube-proxy itself. */
export function sharedProbeCommand({ snapshot }: ClusterModel): string {
  const cluster = snapshot.azure.managedCluster?.name ?? snapshot.cluster;
  return `az aks update -n ${shellWord(cluster)} -g <cluster resource group> --cluster-service-load-balancer-health-probe-mode shared`;
}
