/** One machine of the made-up cluster. */
export interface Machine {
  readonly pool: string;
  readonly index: number;
  readonly zone: 1 | 2 | 3;
  readonly ip: string;
  /** Time of the last heartbeat. */
  readonly heartbeatAt: string;
  /** Kept out of the load balancer by its label. */
  readonly excluded: boolean;
}

export type PodCondition = 'ready' | 'not-ready' | 'terminating';

export interface NightService {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly policy: 'Cluster' | 'Local';
  readonly internal: boolean;
  readonly ip: string;
  readonly ports: readonly { readonly protocol: 'TCP' | 'UDP'; readonly port: number; readonly nodePort: number }[];
  readonly healthCheckNodePort: number | null;
  /** Where its pods are: machine name → the state of each. */
  readonly pods: Readonly<Record<string, readonly PodCondition[]>>;
  /** Machines that Azure reports as down on the first rule, with the reason. The others in the pool are up. */
  readonly down: Readonly<Record<string, string>>;
}

export const clusterName = 'prod-weu';
export const takenAt = '2026-11-06T03:12:07Z';
const alive = '2026-11-06T03:12:03Z';

function machines(pool: string, count: number, firstHost: number): Machine[] {
  return Array.from({ length: count }, (_, index) => ({
    pool,
    index,
    zone: index % 3 === 0 ? 1 : index % 3 === 1 ? 2 : 3,
    ip: `10.224.0.${firstHost + index}`,
    heartbeatAt: alive,
    excluded: false,
  }));
}

export function machineName({ pool, index }: Pick<Machine, 'pool' | 'index'>): string {
  return `aks-${pool}-18304512-vmss${index.toString(36).padStart(6, '0')}`;
}

/** The spot machine that was taken away: Azure still sends to it, Kubernetes has not noticed yet. */
export const lostMachine = machineName({ pool: 'spot', index: 1 });

export const night: readonly Machine[] = [
  ...machines('system', 3, 4),
  ...machines('web', 4, 7),
  ...machines('spot', 4, 11).map((machine) => ({
    ...machine,
    heartbeatAt: machine.index === 1 ? '2026-11-06T03:11:21Z' : alive,
    excluded: machine.index === 3,
  })),
];

const web = (index: number) => machineName({ pool: 'web', index });
const spot = (index: number) => machineName({ pool: 'spot', index });
const system = (index: number) => machineName({ pool: 'system', index });
const withoutPods = (...hosts: readonly string[]) =>
  Object.fromEntries(
    night
      .map(machineName)
      .filter((name) => !hosts.includes(name))
      .map((name) => [name, 'Down_Probe_HttpStatusCodeError']),
  );

export const services: readonly NightService[] = [
  {
    namespace: 'shop',
    name: 'checkout',
    uid: '3f1c9d2e-4b54-4f6c-8a7d-9e0b1c2d3e4f',
    policy: 'Cluster',
    internal: false,
    ip: '20.103.44.17',
    ports: [
      { protocol: 'TCP', port: 443, nodePort: 30_443 },
      { protocol: 'TCP', port: 80, nodePort: 30_080 },
    ],
    healthCheckNodePort: null,
    pods: {
      [web(0)]: ['ready', 'ready', 'ready'],
      [web(1)]: ['ready'],
      [web(2)]: ['ready', 'not-ready'],
      [web(3)]: ['terminating'],
      [spot(0)]: ['ready'],
      [spot(1)]: ['ready'],
    },
    down: { [web(2)]: 'Down_Probe_TcpProbeTimeout' },
  },
  {
    namespace: 'shop',
    name: 'web',
    uid: '7a2b3c4d-5e6f-4a1b-9c2d-3e4f5a6b7c8d',
    policy: 'Local',
    internal: false,
    ip: '20.103.44.18',
    ports: [{ protocol: 'TCP', port: 443, nodePort: 31_443 }],
    healthCheckNodePort: 31_800,
    pods: { [web(0)]: ['ready'], [web(1)]: ['ready'], [web(3)]: ['ready'] },
    down: withoutPods(web(0), web(1), web(3)),
  },
  {
    namespace: 'ingress-nginx',
    name: 'ingress-nginx-controller-internal-partner-api',
    uid: '9b8c7d6e-5f4a-4b3c-8d2e-1f0a9b8c7d6e',
    policy: 'Local',
    internal: true,
    ip: '10.224.0.250',
    ports: [{ protocol: 'TCP', port: 443, nodePort: 32_443 }],
    healthCheckNodePort: 32_800,
    pods: { [web(1)]: ['ready', 'ready'] },
    down: withoutPods(web(1)),
  },
  {
    namespace: 'dns',
    name: 'resolver',
    uid: '1d2e3f4a-5b6c-4d7e-8f9a-0b1c2d3e4f5a',
    policy: 'Local',
    internal: true,
    ip: '10.224.0.251',
    ports: [
      { protocol: 'UDP', port: 53, nodePort: 30_053 },
      { protocol: 'TCP', port: 53, nodePort: 30_054 },
    ],
    healthCheckNodePort: 32_053,
    pods: { [system(0)]: ['ready'], [system(1)]: ['ready'], [system(2)]: ['ready'] },
    down: withoutPods(system(0), system(1), system(2)),
  },
];
