import { editNode, editServices } from '../edit.ts';
import { testManagedCluster } from '../managed-cluster.ts';
import { addSecurityRule, editSecurityRules } from '../security-group.ts';
import { metricSeries, withMetrics } from '../with-metrics.ts';
import { fromBlock, testPolicy } from '../with-policies.ts';
import type { ProofCase } from './proof-case.ts';
import { reconciled } from './reconciled.ts';
import { endpointsOn, inAzure, inKubernetes, LOCAL, PREFIX, wellBuilt, withPods } from './well-built.ts';

const cluster = wellBuilt();
const local = wellBuilt(LOCAL);
const managedCluster = testManagedCluster({ nodeResourceGroup: 'MC_rg_test_westeurope', networkPolicy: 'calico' });

const openToAll = { name: 'deny', access: 'Deny', priority: 200, sources: ['*'], protocol: '*', destinations: ['*'] };
const policied = inAzure(
  withPods(local, () => ({})),
  { managedCluster },
);
const isolate = (rules: Parameters<typeof testPolicy>[0]) =>
  inKubernetes(policied, { networkPolicies: [testPolicy(rules)] });
const ranged = wellBuilt({ loadBalancerSourceRanges: ['203.0.113.0/24', '10.244.0.0/16'] });
const podRanges = (world: typeof cluster) =>
  ['n0', 'n1', 'n2'].reduce((all, name, at) => editNode(all, name, { podCidrs: [`10.244.${at}.0/24`] }), world);

const NETWORK: readonly ProofCase[] = [
  {
    code: 'nsg-blocks-clients',
    what: 'a rule that denies the port to the Internet',
    healthy: cluster,
    broken: addSecurityRule(cluster, { ...openToAll, sources: ['Internet'], destinationPorts: ['80'] }),
    fixes: [
      {
        by: 'hand',
        does: 'the rule goes',
        for: [1],
        apply: (broken) => editSecurityRules(broken, (rule) => (rule.name === 'deny' ? null : rule)),
      },
    ],
  },
  {
    code: 'nsg-blocks-probe',
    what: 'a rule that denies the node port to everybody',
    healthy: cluster,
    broken: addSecurityRule(cluster, { ...openToAll, destinationPorts: ['30000-32767'] }),
    fixes: [{ by: 'commands', which: [1] }],
  },
  {
    code: 'network-policy-blocks-ingress',
    what: 'a policy that lets in nobody',
    healthy: isolate([{ from: [], ports: [] }]),
    broken: isolate([]),
    fixes: [{ by: 'patch' }],
  },
  {
    code: 'network-policy-blocks-ingress',
    what: 'a policy that lets in addresses of the inside only',
    healthy: isolate([{ from: [], ports: [] }]),
    broken: isolate([{ from: [fromBlock('10.1.0.0/16')], ports: [] }]),
    fixes: [{ by: 'commands', which: [1] }],
  },
  {
    code: 'source-ranges-exclude-callers',
    what: 'the range of the pods is taken out of the list',
    healthy: podRanges(ranged),
    broken: reconciled(podRanges(editServices(ranged, { loadBalancerSourceRanges: ['203.0.113.0/24'] }))),
    fixes: [{ by: 'patch' }, { by: 'commands', which: [0] }],
  },
  {
    code: 'hairpin-unsupported',
    what: 'kube-proxy is told not to catch the address',
    healthy: internalWithoutFloating('VIP'),
    broken: internalWithoutFloating('Proxy'),
    fixes: [
      {
        by: 'hand',
        does: 'the mode goes back to VIP',
        apply: () => internalWithoutFloating('VIP'),
      },
    ],
  },
  {
    code: 'hairpin-unsupported',
    what: 'kube-proxy in IPVS mode on nodes without a pod of a Local Service',
    healthy: proxyMode('nftables'),
    broken: proxyMode('ipvs'),
    fixes: [
      {
        by: 'hand',
        does: 'kube-proxy goes to another mode',
        apply: () => proxyMode('iptables'),
      },
    ],
  },
  {
    code: 'snat-ports-near-exhaustion',
    what: 'a node has used nearly all of its ports',
    healthy: withMetrics(cluster, snat(100)),
    broken: withMetrics(cluster, snat(1000)),
    fixes: [
      {
        by: 'hand',
        does: 'more ports for each node',
        for: [0],
        apply: (broken) => withMetrics(broken, snat(1000, 8000)),
      },
    ],
  },
];

/** One node hosts no pod of the Service. */
function proxyMode(kubeProxyMode: string): typeof cluster {
  return inAzure(endpointsOn(local, 'n0', 'n1'), { managedCluster: { ...managedCluster, kubeProxyMode } });
}

function internalWithoutFloating(ipMode: string): typeof cluster {
  const annotations = {
    [`${PREFIX}azure-load-balancer-internal`]: 'true',
    [`${PREFIX}azure-disable-load-balancer-floating-ip`]: 'true',
  };
  return wellBuilt({ annotations, ingress: [{ ip: '10.224.1.9', hostname: null, ipMode }] });
}

function snat(used: number, allocated = 1024) {
  const node = { backendIP: '10.224.0.5' };
  return [metricSeries('AllocatedSnatPorts', [allocated], node), metricSeries('UsedSnatPorts', [used], node)];
}

export const networkCases: readonly ProofCase[] = NETWORK;
