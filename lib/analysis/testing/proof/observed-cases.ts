import { readFixture } from '../../../../fixtures/read-fixture.ts';
import type { ObservedProbe } from '../../../snapshot/probes-part.ts';
import type { Snapshot } from '../../../snapshot/snapshot.ts';
import { ago, withEvents } from '../found.ts';
import { withHealth } from '../with-health.ts';
import { NOW } from '../world.ts';
import type { ProofCase } from './proof-case.ts';
import { endpointsOn, inAzure, inKubernetes, LOCAL, wellBuilt, withPods } from './well-built.ts';

const UP = 'Up_Probe_Success';
const SILENT = 'Down_Probe_HttpEndpointUnreachable';
const DENIES = 'Down_Probe_HttpStatusCodeError';
const local = withPods(wellBuilt(LOCAL), () => ({}));
/** No pod on n2. */
const two = withPods(endpointsOn(wellBuilt(LOCAL), 'n0', 'n1'), () => ({}));

function answering(snapshot: Snapshot, result: ObservedProbe['result']): Snapshot {
  const answers = ['n0', 'n1', 'n2'].flatMap((node) =>
    [200, 5].map(
      (seconds): ObservedProbe => ({
        node,
        port: 32_000,
        protocol: 'http',
        path: '/healthz',
        result: node === 'n0' ? result : '200',
        localEndpoints: 1,
        serviceProxyHealthy: true,
        at: ago(seconds),
      }),
    ),
  );
  return { ...snapshot, probes: { ...snapshot.probes, observed: answers } };
}

/** Azure was asked between the two answers of the nodes. */
function asked(snapshot: Snapshot): Snapshot {
  const ruleHealth = snapshot.probes.ruleHealth.map((health) => ({ ...health, observedAt: ago(20) }));
  return { ...snapshot, probes: { ...snapshot.probes, ruleHealth } };
}

export const observedCases: readonly ProofCase[] = [
  {
    code: 'kube-proxy-unhealthy',
    what: 'one node does not answer the health check',
    healthy: withHealth(local, [UP, UP, UP]),
    broken: withHealth(local, [SILENT, UP, UP]),
    fixes: [
      { by: 'hand', does: 'kube-proxy is started anew', for: [1], apply: (broken) => withHealth(broken, [UP, UP, UP]) },
    ],
  },
  {
    code: 'health-check-always-green',
    what: 'a node without a pod is up',
    healthy: withHealth(two, [UP, UP, DENIES]),
    broken: withHealth(two, [UP, UP, UP]),
    fixes: [
      {
        by: 'hand',
        does: 'what else answers is stopped, or kube-proxy started anew',
        for: [1],
        apply: (broken) => withHealth(broken, [UP, UP, DENIES]),
      },
    ],
  },
  {
    code: 'probe-sources-disagree',
    what: 'Azure has a node down that answers the dashboard',
    healthy: answering(withHealth(local, [UP, UP, UP]), '200'),
    broken: answering(asked(withHealth(local, [DENIES, UP, UP])), '200'),
    fixes: [
      {
        by: 'hand',
        does: 'what is between the two is removed',
        for: [1],
        apply: (broken) => withHealth(broken, [UP, UP, UP]),
      },
    ],
  },
  {
    code: 'health-check-port-conflict',
    what: 'kube-proxy cannot listen on a node',
    healthy: wellBuilt(LOCAL),
    broken: withEvents(wellBuilt(LOCAL), [
      {
        reason: 'FailedToStartServiceHealthcheck',
        type: 'Warning',
        component: 'kube-proxy',
        message: 'node n0 failed to start healthcheck "shop/web" on port 32000: bind: address already in use',
        lastAt: NOW,
      },
    ]),
    fixes: [
      {
        by: 'hand',
        does: 'the port is another one, and the event gone with the hour',
        for: [1, 2],
        apply: () => wellBuilt(LOCAL),
      },
    ],
  },
  await poolLag(),
  await poolLeft(),
];

/** The own pool of a Local Service among several load balancers, without its first member. */
async function poolLag(): Promise<ProofCase> {
  const { snapshot } = await readFixture('controller/multislb/local');
  const readyChangedAt = new Date(Date.parse(snapshot.takenAt) - 60_000).toISOString();
  const pods = (snapshot.kubernetes.pods ?? []).map((pod) => ({ ...pod, createdAt: readyChangedAt, readyChangedAt }));
  const healthy = inKubernetes(snapshot, { pods });
  const service = snapshot.kubernetes.services?.[0];
  const own = `${service?.namespace}-${service?.name}`.toLowerCase();
  const loadBalancers = (snapshot.azure.loadBalancers ?? []).map((lb) => ({
    ...lb,
    pools: lb.pools.map((pool) => (pool.name === own ? { ...pool, members: pool.members.slice(1) } : pool)),
  }));
  return {
    code: 'multi-slb-pool-lag',
    what: 'a node with ready pods is not in the pool of the Service',
    healthy,
    broken: inAzure(healthy, { loadBalancers }),
    // The pods of the node get nothing, those of the others more than their share.
    besides: ['pods-unevenly-spread'],
    fixes: [
      {
        by: 'hand',
        does: 'the controller takes it in',
        for: [0],
        apply: (broken) => inAzure(broken, { loadBalancers: snapshot.azure.loadBalancers }),
      },
    ],
  };
}

/** Among several load balancers, the pool of a Local Service that is gone. */
async function poolLeft(): Promise<ProofCase> {
  const { snapshot: healthy } = await readFixture('controller/multislb/local');
  const loadBalancers = (healthy.azure.loadBalancers ?? []).map((lb) => ({
    ...lb,
    pools: lb.pools.flatMap((pool) => {
      const left = { ...pool, id: `${lb.id}/backendAddressPools/lab-gone`, name: 'lab-gone' };
      return lb.name === 'kubernetes' && pool.name === 'kubernetes' ? [pool, left] : [pool];
    }),
  }));
  return {
    code: 'orphan-pool',
    what: 'a pool of a Local Service that is gone',
    healthy,
    broken: inAzure(healthy, { loadBalancers }),
    fixes: [{ by: 'commands', which: [0] }],
  };
}
