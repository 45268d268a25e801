import { editBalancer, editNode, editProbes, editRules, editServices } from '../edit.ts';
import { ago, withEvents } from '../found.ts';
import { addSecurityRule, editSecurityRules, withGroups } from '../security-group.ts';
import { NOW } from '../world.ts';
import type { ProofCase } from './proof-case.ts';
import { reconciled } from './reconciled.ts';
import { addRule, inAzure, PREFIX, wellBuilt } from './well-built.ts';

const cluster = wellBuilt();
const dead = `a${'1'.repeat(31)}`;
const RECONCILE = [{ by: 'commands', which: [0] }] as const;
const EXCLUDE = 'node.kubernetes.io/exclude-from-external-load-balancers';
const inUse = (cluster.azure.publicIPAddresses ?? []).map((ip) => ({ ...ip, name: 'mine', tags: {} }));
const pinned = reconciled(
  inAzure(wellBuilt({ annotations: { [`${PREFIX}azure-pip-name`]: 'mine' } }), { publicIPAddresses: inUse }),
);
const closed = wellBuilt({
  annotations: { [`${PREFIX}azure-deny-all-except-load-balancer-source-ranges`]: 'true' },
  loadBalancerSourceRanges: ['203.0.113.0/24'],
});
const listed = wellBuilt({ annotations: { [`${PREFIX}azure-allowed-ip-ranges`]: '203.0.113.0/24' } });
const failing = (message: string) =>
  withEvents(cluster, [{ reason: 'SyncLoadBalancerFailed', type: 'Warning', message, lastAt: ago(30) }]);
const controllerGetsThrough = {
  by: 'hand',
  does: 'the cause is removed and the controller reconciles',
  apply: (broken: typeof cluster) =>
    withEvents(reconciled(broken), [
      ...(broken.kubernetes.events ?? []),
      { reason: 'EnsuredLoadBalancer', message: 'Ensured load balancer', firstAt: NOW, lastAt: NOW },
    ]),
} as const;

/** Drift: what Azure has differs from what the controller made. */
const DRIFT: readonly ProofCase[] = [
  {
    code: 'rule-drift',
    what: 'the idle timeout of the rule is edited',
    healthy: cluster,
    broken: editRules(cluster, { idleTimeoutMinutes: 30 }),
    fixes: RECONCILE,
  },
  {
    code: 'probe-drift',
    what: 'the probe interval is edited',
    healthy: cluster,
    broken: editProbes(cluster, { intervalSeconds: 15 }),
    fixes: RECONCILE,
  },
  {
    code: 'rule-missing',
    what: 'the rule is deleted',
    healthy: cluster,
    broken: editBalancer(cluster, (lb) => ({ ...lb, rules: [] })),
    fixes: RECONCILE,
  },
  {
    code: 'frontend-missing',
    what: 'the frontend is deleted',
    healthy: cluster,
    broken: editBalancer(cluster, (lb) => ({ ...lb, frontends: [] })),
    fixes: RECONCILE,
  },
  {
    code: 'frontend-ip-changed',
    what: 'the public IP has another address',
    healthy: cluster,
    broken: inAzure(cluster, {
      publicIPAddresses: (cluster.azure.publicIPAddresses ?? []).map((ip) => ({ ...ip, ipAddress: '20.9.9.9' })),
    }),
    fixes: RECONCILE,
  },
  {
    code: 'security-rule-drift',
    what: 'the source of the security rule is edited',
    healthy: listed,
    broken: editSecurityRules(listed, (rule) => ({ ...rule, sources: ['Internet'] })),
    fixes: RECONCILE,
  },
  {
    code: 'deny-all-rule-missing',
    what: 'the deny rule is deleted',
    healthy: closed,
    broken: editSecurityRules(closed, (rule) => (rule.access === 'Deny' ? null : rule)),
    fixes: [{ by: 'commands', which: [1] }],
  },
];

const POOL: readonly ProofCase[] = [
  {
    code: 'backend-pool-empty',
    what: 'the pool loses its members',
    healthy: cluster,
    broken: editBalancer(cluster, (lb) => ({ ...lb, pools: lb.pools.map((pool) => ({ ...pool, members: [] })) })),
    fixes: RECONCILE,
  },
  {
    code: 'node-missing-from-pool',
    what: 'one member is taken out of the pool',
    healthy: cluster,
    broken: editBalancer(cluster, (lb) => ({
      ...lb,
      pools: lb.pools.map((pool) => ({ ...pool, members: pool.members.slice(1) })),
    })),
    fixes: RECONCILE,
  },
  {
    code: 'stale-pool-member',
    what: 'a member is left of a node that is gone',
    healthy: cluster,
    broken: editBalancer(cluster, (lb) => ({
      ...lb,
      pools: lb.pools.map((pool) => ({
        ...pool,
        members: [
          ...pool.members,
          {
            kind: 'nic' as const,
            ipConfigurationId:
              '/subscriptions/s1/resourceGroups/mc_rg_test_westeurope/providers/Microsoft.Compute/virtualMachineScaleSets/vmss/virtualMachines/9/networkInterfaces/nic/ipConfigurations/ipconfig1',
            adminState: null,
          },
        ],
      })),
    })),
    fixes: [{ by: 'hand', does: 'any reconciliation takes it out', apply: reconciled }],
  },
  {
    code: 'exclude-label-not-honoured',
    what: 'a member gets the label that keeps it out',
    healthy: cluster,
    broken: editNode(cluster, 'n1', { labels: { ...cluster.kubernetes.nodes?.[1]?.labels, [EXCLUDE]: 'true' } }),
    fixes: RECONCILE,
  },
];

const LEFT_BEHIND: readonly ProofCase[] = [
  {
    code: 'orphan-rule',
    what: 'a rule of a Service that is gone',
    healthy: cluster,
    broken: addRule(cluster, { name: `${dead}-TCP-99`, frontendPort: 99, backendPort: 99 }),
    fixes: RECONCILE,
  },
  {
    code: 'orphan-probe',
    what: 'a probe of a Service that is gone',
    healthy: cluster,
    broken: editBalancer(cluster, (lb) => ({
      ...lb,
      probes: lb.probes.flatMap((probe) => [probe, { ...probe, id: `${probe.id}x`, name: `${dead}-TCP-99` }]),
    })),
    fixes: RECONCILE,
  },
  {
    code: 'orphan-frontend',
    what: 'a frontend of a Service that is gone',
    healthy: cluster,
    broken: editBalancer(cluster, (lb) => ({
      ...lb,
      frontends: lb.frontends.flatMap((one) => [
        one,
        { ...one, id: `${one.id}x`, name: dead, publicIPAddressId: null, privateIPAddress: '10.1.1.1' },
      ]),
    })),
    fixes: RECONCILE,
  },
  {
    code: 'orphan-public-ip',
    what: 'a public IP of a Service that is gone',
    healthy: cluster,
    broken: inAzure(cluster, {
      publicIPAddresses: (cluster.azure.publicIPAddresses ?? []).flatMap((ip) => [
        ip,
        {
          ...ip,
          id: `${ip.id}x`,
          name: `kubernetes-${dead}`,
          ipAddress: '20.9.9.9',
          tags: { ...ip.tags, 'k8s-azure-service': 'shop/gone' },
        },
      ]),
    }),
    fixes: RECONCILE,
  },
  {
    code: 'orphan-security-rule',
    what: 'an allow rule for an address of nobody',
    healthy: cluster,
    broken: addSecurityRule(cluster, { destinations: ['20.9.9.9'] }),
    fixes: RECONCILE,
  },
];

const CONTROLLER: readonly ProofCase[] = [
  {
    code: 'external-ip-pending',
    what: 'nothing has been made of the Service',
    healthy: cluster,
    broken: withGroups(
      editBalancer(editServices(cluster, { ingress: [] }), (lb) => ({ ...lb, frontends: [], rules: [], probes: [] })),
      [],
    ),
    fixes: [{ by: 'hand', does: 'the controller makes it at last', apply: reconciled }],
  },
  {
    code: 'reconcile-failing',
    what: 'the controller cannot apply the Service',
    healthy: cluster,
    broken: failing('AuthorizationFailed'),
    fixes: [controllerGetsThrough],
  },
  {
    code: 'port-conflict-on-shared-ip',
    what: 'the controller finds the port taken',
    healthy: cluster,
    broken: failing(
      'trying to consume the port 80 which is being referenced by an existing loadBalancing rule x-TCP-80',
    ),
    fixes: [controllerGetsThrough],
  },
  {
    code: 'reconcile-stalled',
    what: 'a sync began and did not end, and Azure has the old settings',
    healthy: cluster,
    broken: withEvents(editRules(cluster, { idleTimeoutMinutes: 30 }), [
      { reason: 'EnsuringLoadBalancer', lastAt: ago(600) },
    ]),
    besides: ['rule-drift'],
    fixes: [controllerGetsThrough],
  },
  {
    code: 'service-deletion-stuck',
    what: 'the Service was deleted long ago',
    healthy: cluster,
    broken: editServices(cluster, {
      deletedAt: ago(600),
      finalizers: ['service.kubernetes.io/load-balancer-cleanup'],
    }),
    fixes: [{ by: 'hand', does: 'the cause is removed, and the Service goes', apply: (broken) => reconciled(broken) }],
  },
  {
    code: 'provisioning-failed',
    what: 'the last write of the rule failed',
    healthy: cluster,
    broken: editRules(cluster, { provisioningState: 'Failed' }),
    fixes: [{ by: 'commands', which: [1] }],
  },
  {
    code: 'sku-mismatch',
    what: 'the pinned public IP is Basic',
    healthy: pinned,
    broken: inAzure(pinned, {
      publicIPAddresses: (pinned.azure.publicIPAddresses ?? []).map((ip) => ({ ...ip, sku: 'Basic' })),
    }),
    // The address is another one, which the status still has to name.
    fixes: [{ by: 'commands', which: [0], thenPatch: true, leaves: ['frontend-ip-changed'] }],
  },
  {
    code: 'rule-limit-near',
    what: 'two hundred and fifty rules more for the same machines',
    healthy: cluster,
    broken: Array.from({ length: 250 }).reduce<typeof cluster>(
      (world, _, index) => addRule(world, { name: `mine-${index}` }),
      cluster,
    ),
    fixes: [{ by: 'hand', does: 'rules go', apply: () => cluster }],
  },
];

export const azureCases: readonly ProofCase[] = [...DRIFT, ...POOL, ...LEFT_BEHIND, ...CONTROLLER];
