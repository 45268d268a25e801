import { describe, expect, it } from 'vitest';
import type { ManagedCluster } from '../../snapshot/managed-cluster.ts';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { editNode } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { testManagedCluster } from '../testing/managed-cluster.ts';
import { webWorld } from '../testing/web-world.ts';

const code = 'hairpin-unsupported';
const P = 'service.beta.kubernetes.io/';
const noFloating = {
  [`${P}azure-load-balancer-internal`]: 'true',
  [`${P}azure-disable-load-balancer-floating-ip`]: 'true',
};
const proxy = [{ ip: '10.224.1.9', hostname: null, ipMode: 'Proxy' }];

/** Policy Local with pods on n0 only, and how Azure says that kube-proxy runs. */
function proxied(
  kubeProxyMode: string | null,
  service: Partial<Service> = {},
  cluster: Partial<ManagedCluster> = {},
  pods: readonly string[] = ['n0'],
): Snapshot {
  const local = { externalTrafficPolicy: 'Local' as const, ...service };
  const snapshot = webWorld(
    local,
    3,
    pods.map((node) => ({ node })),
  );
  const managedCluster = { ...aks, kubeProxyMode, ...cluster };
  return { ...snapshot, azure: { ...snapshot.azure, managedCluster } };
}

const aks: ManagedCluster = testManagedCluster({ networkDataplane: 'azure', kubeProxyEnabled: true });

const world = (service: Partial<Service> = {}): Snapshot =>
  webWorld({ annotations: noFloating, ingress: proxy, ...service });

describe('hairpin-unsupported', () => {
  it('says which share of connections of nodes comes back to them', () => {
    const [finding] = found(world(), code);
    expect(finding?.severity).toBe('low');
    expect(finding?.title).toContain('Clients inside the cluster reach shop/web through the internal load balancer');
    expect(finding?.impact).toContain(
      '33.3 % of the connections that start on one of the 3 nodes in rotation time out',
    );
  });

  it('is medium where one node is all there is', () => {
    const local = { externalTrafficPolicy: 'Local' as const };
    const one = webWorld({ annotations: noFloating, ingress: proxy, ...local }, 3, [{ node: 'n0' }]);
    expect(found(one, code)[0]).toMatchObject({ severity: 'medium' });
  });

  it('is about a status with a name only, too', () => {
    expect(found(world({ ingress: [{ ip: null, hostname: 'web.example', ipMode: null }] }), code)).toHaveLength(1);
  });

  it.each([
    [
      'an address that kube-proxy catches on the node',
      world({ ingress: [{ ip: '10.224.1.9', hostname: null, ipMode: 'VIP' }] }),
    ],
    ['an address without ipMode', world({ ingress: [{ ip: '10.224.1.9', hostname: null, ipMode: null }] })],
    ['a public Service', world({ annotations: { [`${P}azure-disable-load-balancer-floating-ip`]: 'true' } })],
    ['floating IP', world({ annotations: { [`${P}azure-load-balancer-internal`]: 'true' } })],
    ['a Service without an address', world({ ingress: [] })],
  ])('says nothing of %s', (_what, snapshot) => {
    expect(found(snapshot, code)).toEqual([]);
  });
});

describe('hairpin-unsupported under IPVS', () => {
  it('counts the nodes whose own clients get no answer', () => {
    const [finding] = found(proxied('ipvs'), code);
    expect(finding).toMatchObject({ severity: 'low', fix: { patch: null } });
    expect(finding?.title).toBe(
      'Clients on the host network of 2 of 3 nodes do not reach shop/web at its frontend address',
    );
    expect(finding?.evidence[0]).toMatchObject({ text: 'kube-proxy runs in IPVS mode', known: 'measured' });
  });

  it('takes kube-proxy for running where only its mode is told', () => {
    expect(found(proxied('ipvs', {}, { kubeProxyEnabled: null, networkDataplane: null }), code)).toHaveLength(1);
  });

  it('leaves nodes of Windows out, which have no IPVS', () => {
    const windows = ['n1', 'n2'].reduce(
      (all, name) => editNode(all, name, { labels: { 'kubernetes.io/os': 'windows' } }),
      proxied('ipvs'),
    );
    expect(found(windows, code)).toEqual([]);
  });

  it.each([
    ['a mode that is not told', proxied(null)],
    ['a mode nobody has described', proxied('ebpf')],
    ['iptables', proxied('iptables')],
    ['nftables', proxied('nftables')],
    ['a cluster that was not read', webWorld({ externalTrafficPolicy: 'Local' }, 3, [{ node: 'n0' }])],
    ['kube-proxy switched off', proxied('ipvs', {}, { kubeProxyEnabled: false })],
    ['Cilium in its place', proxied('ipvs', {}, { networkDataplane: 'cilium' })],
    ['policy Cluster', proxied('ipvs', { externalTrafficPolicy: 'Cluster' })],
    ['a pod on every node', proxied('ipvs', {}, {}, ['n0', 'n1', 'n2'])],
    ['no pods at all', proxied('ipvs', {}, {}, [])],
    ['a Service without an address', proxied('ipvs', { ingress: [] })],
    ['an address that leaves the node', proxied('ipvs', { ingress: proxy })],
  ])('says nothing of %s', (_what, snapshot) => {
    expect(found(snapshot, code)).toEqual([]);
  });
});
