import type { HostReport } from '../../report/host-report.ts';
import type { HostRoute } from '../../snapshot/host-route.ts';
import type { Pod } from '../../snapshot/pod.ts';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { analyze } from '../analyze.ts';
import { reportService } from '../report-service.ts';
import { testNode, testService, testSnapshot } from './world.ts';

export const ADDRESS = '20.1.2.3';

/** A Service at ADDRESS with ports 80 and 443. */
export function entryService(name = 'gateway', changes: Partial<Service> = {}): Service {
  const base = { protocol: 'TCP', targetPort: 8080, appProtocol: null } as const;
  return testService(name, {
    ports: [
      { ...base, name: 'http', port: 80, nodePort: 30_080 },
      { ...base, name: 'https', port: 443, targetPort: 8443, nodePort: 30_443 },
    ],
    ingress: [{ ip: ADDRESS, hostname: null, ipMode: 'VIP' }],
    ...changes,
  });
}

/** A cluster of these Services, whose host names are told by these routes. */
export function hostWorld(
  hostRoutes: readonly HostRoute[] | null,
  services: readonly Service[] = [entryService()],
  pods: readonly Pod[] | null = [],
): Snapshot {
  const snapshot = testSnapshot({
    nodes: [testNode('n0', 0)],
    services,
    endpoints: Object.fromEntries(services.map(({ name }) => [name, [{ node: 'n0' }]])),
  });
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, hostRoutes, pods } };
}

export function hostsIn(snapshot: Snapshot, name = 'gateway'): readonly HostReport[] {
  return reportService(analyze(snapshot), { namespace: 'shop', name })?.hosts ?? [];
}

/** `host:port tls kind/name`, without the port where none is named. */
export function hostWords(snapshot: Snapshot, name = 'gateway'): readonly string[] {
  return hostsIn(snapshot, name).map(({ host, port, tls, via }) => {
    return `${host}${port === null ? '' : `:${port}`} ${tls} ${via.kind}/${via.name}`;
  });
}

export function labelledPod(name: string, labels: Pod['labels'], namespace = 'shop'): Pod {
  return {
    namespace,
    name,
    uid: `uid-${name}`,
    resourceVersion: '1',
    createdAt: null,
    deletedAt: null,
    deletionGracePeriodSeconds: null,
    labels,
    owner: null,
    nodeName: 'n0',
    podIPs: [],
    hostNetwork: false,
    phase: 'Running',
    ready: true,
    readyChangedAt: null,
    terminationGracePeriodSeconds: 30,
    containers: [],
    containerStates: [],
  };
}
