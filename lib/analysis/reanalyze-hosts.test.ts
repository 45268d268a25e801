import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { HostRoute } from '../snapshot/host-route.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { SnapshotChange } from '../snapshot/snapshot-delta.ts';
import { analyze } from './analyze.ts';
import { reanalyze } from './reanalyze.ts';
import { reportCluster } from './report-cluster.ts';
import { summarizeCluster } from './summarize-cluster.ts';
import {
  testGateway,
  testIngress,
  testIstioGateway,
  testParent,
  testRoute,
  testVirtualService,
} from './testing/host-routes.ts';
import { ADDRESS, entryService, hostWorld, labelledPod } from './testing/host-world.ts';

const OTHER = '20.9.9.9';

interface Edit {
  readonly kubernetes?: Partial<Snapshot['kubernetes']>;
  readonly azure?: Partial<Snapshot['azure']>;
  readonly change: SnapshotChange;
}

type Edits = (snapshot: Snapshot) => Edit;

const address = fc.constantFrom(ADDRESS, OTHER);
const host = fc.constantFrom('shop.example.com', '*.example.com', 'www.example.org');
const hosts = fc.uniqueArray(host, { maxLength: 2 });

const route: fc.Arbitrary<HostRoute> = fc.oneof(
  fc
    .record({ hosts, ip: address })
    .map((of) => testIngress('a', { ...of, addresses: [{ ip: of.ip, hostname: null }] })),
  fc.array(address, { maxLength: 2 }).map((addresses) => testGateway('gw', { addresses })),
  fc
    .record({ hostnames: hosts, accepted: fc.boolean() })
    .map(({ hostnames, accepted }) => testRoute('r', { hostnames, parents: [testParent('gw', { accepted })] })),
  fc.constantFrom('ingress', 'gateway').map((istio) => testIstioGateway('ig', { selector: { istio } })),
  hosts.map((all) => testVirtualService('v', { hosts: all, gateways: ['ig'] })),
);

const routeEdit = fc.record({ route, isGone: fc.boolean() }).map(({ route: edited, isGone }): Edits => {
  return ({ kubernetes }) => {
    const others = (kubernetes.hostRoutes ?? []).filter(({ kind }) => kind !== edited.kind);
    const key = `${edited.kind}/${edited.namespace}/${edited.name}`;
    return {
      kubernetes: { hostRoutes: isGone ? others : [...others, edited] },
      change: { kind: 'hostRoutes', key },
    };
  };
});

const loading = fc.constantFrom<Edits>(() => ({
  kubernetes: { hostRoutes: [] },
  change: { kind: 'hostRoutes', key: '*' },
}));

const podEdit = fc.record({
  istio: fc.constantFrom('ingress', 'gateway', ''),
  app: fc.constantFrom('gateway', 'other'),
});
const pods = podEdit.map(
  (labels): Edits =>
    () => {
      return { kubernetes: { pods: [labelledPod('p', labels)] }, change: { kind: 'pods', key: 'shop/p' } };
    },
);

const serviceEdit = fc
  .record({ ip: address, gateway: fc.constantFrom('gw', null), name: fc.constantFrom('dns.example.com', '') })
  .map(({ ip, gateway, name }): Edits => {
    const annotations = { 'external-dns.alpha.kubernetes.io/hostname': name };
    const edited = entryService('gateway', { gateway, annotations, ingress: [{ ip, hostname: null, ipMode: 'VIP' }] });
    return ({ kubernetes }) => ({
      kubernetes: { services: (kubernetes.services ?? []).map((each) => (each.name === 'gateway' ? edited : each)) },
      change: { kind: 'services', key: 'shop/gateway' },
    });
  });

const publicIpEdit = fc.constantFrom('shop.westeurope.cloudapp.azure.com', null).map((fqdn): Edits => {
  return ({ azure }) => ({
    azure: { publicIPAddresses: (azure.publicIPAddresses ?? []).map((ip) => ({ ...ip, fqdn })) },
    change: { kind: 'publicIPAddresses', key: '*' },
  });
});

function apply(snapshot: Snapshot, { kubernetes, azure }: Edit): Snapshot {
  return {
    ...snapshot,
    kubernetes: { ...snapshot.kubernetes, ...kubernetes },
    azure: { ...snapshot.azure, ...azure },
  };
}

const start = hostWorld(null, [
  entryService(),
  entryService('other', { ingress: [{ ip: OTHER, hostname: null, ipMode: null }] }),
]);

it('tells the same hosts whether changes are followed or everything is looked at anew', () => {
  let found = 0;
  const edits = fc.array(fc.oneof(routeEdit, routeEdit, loading, pods, serviceEdit, publicIpEdit), { maxLength: 8 });
  fc.assert(
    fc.property(edits, (all) => {
      let snapshot = start;
      let followed = analyze(snapshot);
      for (const edit of all) {
        const edited = edit(snapshot);
        snapshot = apply(snapshot, edited);
        followed = reanalyze(followed, snapshot, { changes: [edited.change] });
      }
      const afresh = analyze(structuredClone(snapshot));
      expect(reportCluster(followed)).toEqual(reportCluster(afresh));
      expect(summarizeCluster(followed)).toEqual(summarizeCluster(afresh));
      found += summarizeCluster(afresh).services.reduce((sum, row) => sum + row.hostCount, 0);
    }),
    { numRuns: 150 },
  );
  expect(found).toBeGreaterThan(0);
});
