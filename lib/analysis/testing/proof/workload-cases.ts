import type { HorizontalPodAutoscaler } from '../../../snapshot/horizontal-pod-autoscaler.ts';
import { editNode } from '../edit.ts';
import { ONE_PER_NODE, testBudget, testContainer, testSpread } from '../workloads.ts';
import type { ProofCase } from './proof-case.ts';
import { inKubernetes, LOCAL, PREFIX, wellBuilt } from './well-built.ts';

const local = wellBuilt(LOCAL);
const cluster = wellBuilt();
const BOTH = [{ by: 'patch' }, { by: 'commands', which: [0] }] as const;
const slept = (seconds: number) => ({ containers: [testContainer({ kind: 'sleep', seconds })] });
const HOST = testSpread('kubernetes.io/hostname');
const ZONE = testSpread('topology.kubernetes.io/zone');
const strict = { whenUnsatisfiable: 'DoNotSchedule', nodeTaintsPolicy: null };
const reserved = [{ key: 'dedicated', value: 'db', effect: 'NoSchedule', addedAt: null }];
const withTaint = (world: typeof local) => editNode(world, 'n2', { taints: reserved });
const twoOfThree = (spread: typeof HOST) =>
  withTaint(wellBuilt(LOCAL, { replicas: 3 }, { topologySpread: [spread, ZONE] }));
const scaled = (minReplicas: number): typeof local => {
  const autoscaler: HorizontalPodAutoscaler = {
    namespace: 'shop',
    name: 'web',
    resourceVersion: '1',
    target: { kind: 'Deployment', name: 'web' },
    minReplicas,
    maxReplicas: 9,
    currentReplicas: 3,
  };
  return inKubernetes(local, { autoscalers: [autoscaler] });
};
const budgeted = (changes: Parameters<typeof testBudget>[0]) =>
  inKubernetes(local, { disruptionBudgets: [testBudget(changes)] });
const pls = { [`${PREFIX}azure-pls-create`]: 'true', [`${PREFIX}azure-pls-proxy-protocol`]: 'true' };

const askedByPath = wellBuilt({
  ...LOCAL,
  annotations: {
    ...pls,
    [`${PREFIX}port_80_health-probe_protocol`]: 'http',
    [`${PREFIX}port_80_health-probe_request-path`]: '/ready',
  },
});

const SHUTDOWN: readonly ProofCase[] = [
  {
    code: 'prestop-too-short',
    what: 'pods stop at once',
    healthy: local,
    broken: wellBuilt(LOCAL, {}, { containers: [testContainer({ kind: 'none' })] }),
    fixes: BOTH,
  },
  {
    code: 'grace-too-short',
    what: 'the grace period ends with the delay',
    healthy: local,
    broken: wellBuilt(LOCAL, {}, { ...slept(20), terminationGracePeriodSeconds: 20 }),
    fixes: BOTH,
  },
  {
    code: 'probe-override-defeats-drain',
    what: 'the probe asks the application',
    healthy: local,
    broken: wellBuilt({ ...LOCAL, annotations: { [`${PREFIX}port_80_health-probe_port`]: '80' } }),
    fixes: BOTH,
  },
  {
    code: 'proxy-protocol-defeats-local-probe',
    what: 'a private link service that speaks PROXY protocol',
    healthy: local,
    broken: wellBuilt({ ...LOCAL, annotations: pls }),
    fixes: [
      { by: 'commands', which: [1] },
      { by: 'hand', does: 'the probe asks the readiness path', for: [0], apply: () => askedByPath },
    ],
  },
];

const ROLLOUT: readonly ProofCase[] = [
  {
    code: 'min-ready-seconds-too-short',
    what: 'a new pod counts at once',
    healthy: local,
    broken: wellBuilt(LOCAL, { minReadySeconds: 0 }),
    fixes: BOTH,
  },
  {
    code: 'rollout-loses-capacity',
    what: 'a pod goes before another comes',
    healthy: cluster,
    broken: wellBuilt({}, { maxSurge: 0, maxUnavailable: 1 }),
    fixes: BOTH,
  },
  {
    code: 'rollout-deadlock',
    what: 'no two pods may share a node, and there is no other node',
    healthy: cluster,
    broken: wellBuilt({}, {}, { antiAffinity: ONE_PER_NODE }),
    // It proceeds by taking one pod away at a time.
    fixes: [
      { by: 'patch', leaves: ['rollout-loses-capacity'] },
      { by: 'commands', which: [0], leaves: ['rollout-loses-capacity'] },
    ],
  },
  {
    code: 'spread-mixes-revisions',
    what: 'a constraint loses the key of the revision',
    healthy: local,
    broken: wellBuilt(LOCAL, {}, { topologySpread: [{ ...HOST, matchLabelKeys: [] }, ZONE] }),
    fixes: BOTH,
  },
];

const DISRUPTION: readonly ProofCase[] = [
  {
    code: 'pdb-missing',
    what: 'the budget is deleted',
    healthy: local,
    broken: inKubernetes(local, { disruptionBudgets: [] }),
    fixes: [{ by: 'commands', which: [0] }],
  },
  {
    code: 'pdb-blocks-drain',
    what: 'the budget wants every pod',
    healthy: local,
    broken: budgeted({ minAvailable: 3, maxUnavailable: null, desiredHealthy: 3, disruptionsAllowed: 0 }),
    fixes: BOTH,
  },
  {
    code: 'hpa-floor-too-low',
    what: 'the autoscaler may go down to one pod',
    healthy: scaled(3),
    broken: scaled(1),
    fixes: BOTH,
  },
  {
    code: 'spread-missing',
    what: 'nothing spreads the pods',
    healthy: local,
    broken: wellBuilt(LOCAL, {}, { topologySpread: [] }),
    fixes: BOTH,
  },
  {
    code: 'spread-counts-tainted-nodes',
    what: 'a strict constraint counts a node that the pods may not use',
    healthy: twoOfThree({ ...HOST, ...strict, nodeTaintsPolicy: 'Honor' }),
    broken: twoOfThree({ ...HOST, ...strict }),
    fixes: BOTH,
  },
];

export const workloadCases: readonly ProofCase[] = [...SHUTDOWN, ...ROLLOUT, ...DISRUPTION];
