import type { Manifest } from '../../../simulator/kernel/build-cluster.ts';
import type { Dice } from './dice.ts';
import { NAMESPACE } from './random-workload.ts';

export const PREFIX = 'service.beta.kubernetes.io/';

const PORTS = [
  { name: 'http', port: 80, targetPort: 'http' },
  { name: 'https', port: 443, targetPort: 'https' },
  { name: 'dns', port: 53, targetPort: 'dns', protocol: 'UDP' },
];

const PORT_SETS: readonly [readonly number[], ...(readonly number[])[]] = [
  [0],
  [0],
  [0, 1],
  [0, 1],
  [0, 1, 2],
  [0, 2],
  [2],
];

/** Settings that the cloud controller reads; each world has few of them. */
function randomAnnotations(dice: Dice): Record<string, string> {
  const own: Record<string, string> = {};
  const set = (probability: number, name: string, value: string) => {
    if (dice.chance(probability)) own[PREFIX + name] = value;
  };
  const isInternal = dice.chance(0.25);
  if (isInternal) own[`${PREFIX}azure-load-balancer-internal`] = 'true';
  if (isInternal) set(0.2, 'azure-load-balancer-enable-high-availability-ports', 'true');
  if (isInternal) set(0.2, 'azure-load-balancer-internal-subnet', 'ingress');
  set(0.1, 'port_80_no_probe_rule', 'true');
  set(0.05, 'port_443_no_lb_rule', 'true');
  set(0.08, 'azure-load-balancer-health-probe-interval', dice.pick(['5', '6', '10']));
  set(0.08, 'azure-load-balancer-health-probe-num-of-probe', dice.pick(['2', '3']));
  set(0.08, 'azure-load-balancer-health-probe-protocol', dice.pick(['http', 'https', 'tcp', 'grpc']));
  set(0.05, 'azure-load-balancer-health-probe-request-path', '/healthz');
  set(0.06, 'port_80_health-probe_protocol', dice.pick(['http', 'tcp']));
  set(0.06, 'port_80_health-probe_port', dice.pick(['80', 'https', '443']));
  set(0.05, 'port_443_health-probe_interval', '7');
  set(0.08, 'azure-disable-load-balancer-floating-ip', 'true');
  set(0.05, 'azure-load-balancer-disable-tcp-reset', 'true');
  set(0.05, 'azure-load-balancer-tcp-idle-timeout', dice.pick(['10', '30']));
  return own;
}

/** Settings that the API server and kube-proxy read. */
function randomSpec(dice: Dice, isDualStack: boolean): object {
  const distribution = dice.pick(['PreferSameZone', 'PreferClose', 'PreferSameNode']);
  return {
    externalTrafficPolicy: dice.pick(['Cluster', 'Local']),
    ...(dice.chance(0.35) ? { trafficDistribution: distribution } : {}),
    ...(dice.chance(0.12) ? { sessionAffinity: 'ClientIP' } : {}),
    ...(dice.chance(0.15) ? { publishNotReadyAddresses: true } : {}),
    ...(isDualStack ? { ipFamilyPolicy: 'PreferDualStack' } : {}),
  };
}

/** A Service of type LoadBalancer that selects an app. A named probe port must be one of its own ports. */
export function randomService(dice: Dice, name: string, app: string, isDualStack: boolean): Manifest {
  const chosen = dice.pick(PORT_SETS);
  const annotations = randomAnnotations(dice);
  if (!chosen.includes(1)) delete annotations[`${PREFIX}port_80_health-probe_port`];
  const appProtocol = dice.chance(0.1) ? { appProtocol: dice.pick(['http', 'https', 'kubernetes.io/ws']) } : {};
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: NAMESPACE, annotations },
    spec: {
      type: 'LoadBalancer',
      selector: { app },
      ports: PORTS.filter((_, index) => chosen.includes(index)).map((port) =>
        port.name === 'dns' ? port : { ...port, ...appProtocol },
      ),
      ...randomSpec(dice, isDualStack),
    },
  };
}
