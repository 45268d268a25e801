import { describe, expect, it } from 'vitest';
import type { EndpointSlice } from '../snapshot/endpoint-slice.ts';
import type { Service, ServicePort } from '../snapshot/service.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { analyze } from './analyze.ts';
import { reportService } from './report-service.ts';
import { editNode } from './testing/edit.ts';
import { webWorld } from './testing/web-world.ts';
import type { TestEndpoint } from './testing/world.ts';

const HTTP: ServicePort = {
  name: 'http',
  protocol: 'TCP',
  port: 80,
  targetPort: 8080,
  nodePort: 30_080,
  appProtocol: null,
};
const on = (...nodes: readonly (string | null)[]): readonly TestEndpoint[] => nodes.map((node) => ({ node }));

function editSlices(snapshot: Snapshot, edit: (slice: EndpointSlice) => readonly EndpointSlice[]): Snapshot {
  const endpointSlices = (snapshot.kubernetes.endpointSlices ?? []).flatMap(edit);
  return { ...snapshot, kubernetes: { ...snapshot.kubernetes, endpointSlices } };
}

function judge(snapshot: Snapshot) {
  const analysis = analyze(snapshot);
  const report = reportService(analysis, { namespace: 'shop', name: 'web' });
  if (report === null) throw new Error('the world has no shop/web');
  return { report, codes: analysis.findings.map(({ code }) => code) };
}

/** `n0=accept/up` for each node under the policy of the Service. */
function nodesOf(snapshot: Snapshot, policy: Service['externalTrafficPolicy']): readonly string[] {
  return judge(snapshot).report.policies[policy].nodes.map(
    ({ name, forwards, expectedProbe }) => `${name}=${forwards}/${expectedProbe}`,
  );
}

const sharesOf = (snapshot: Snapshot, policy: Service['externalTrafficPolicy']): readonly number[] =>
  judge(snapshot).report.policies[policy].pods.map(({ share }) => Math.round(share * 100) / 100);

describe('ports', () => {
  const both: readonly ServicePort[] = [
    { ...HTTP, name: 'dns', protocol: 'UDP', port: 53, nodePort: 30_053 },
    { ...HTTP, name: 'dns-tcp', port: 53, nodePort: 30_053 },
  ];

  it('TCP and UDP of one number are two rules: one probed, one not', () => {
    const { report, codes } = judge(webWorld({ ports: both }));
    expect(report.rules.map(({ name, probe }) => [name.slice(33), probe?.port ?? null])).toEqual([
      ['UDP-53', null],
      ['TCP-53', 30_053],
    ]);
    expect(codes).toEqual(['rule-without-probe']);
  });

  it('both share the health check under Local', () => {
    const { report, codes } = judge(webWorld({ ports: both, externalTrafficPolicy: 'Local' }));
    expect(report.rules.map(({ probe }) => probe?.port)).toEqual([32_000, 32_000]);
    expect(codes).toEqual([]);
  });

  it('a named port may be another number in each slice', () => {
    const split = editSlices(webWorld({ ports: [{ ...HTTP, targetPort: 'web' }] }, 2), (slice) =>
      slice.endpoints.map((endpoint, index) => ({
        ...slice,
        name: `web-${index}`,
        ports: [{ name: 'http', protocol: 'TCP', port: 8080 + index }],
        endpoints: [endpoint],
      })),
    );
    expect(judge(split).codes).toEqual([]);
    expect(sharesOf(split, 'Cluster')).toEqual([0.5, 0.5]);
  });

  it('a port that no slice has is refused everywhere, and the other one is not concerned', () => {
    const ports = [HTTP, { ...HTTP, name: 'admin', port: 81, nodePort: 30_081 }];
    const one = editSlices(webWorld({ ports }), (slice) => [{ ...slice, ports: slice.ports.slice(0, 1) }]);
    const { report, codes } = judge(one);
    expect(codes).toEqual(['no-ready-endpoints']);
    expect(report.verdicts.filter(({ verdict }) => verdict === 'in-rotation')).toHaveLength(3);
  });
});

describe('endpoints', () => {
  it('an address in two slices is one endpoint', () => {
    const twice = editSlices(webWorld({}, 3), (slice) => [
      slice,
      { ...slice, name: 'web-b', endpoints: slice.endpoints.slice(0, 1) },
    ]);
    expect(sharesOf(twice, 'Cluster')).toEqual([0.33, 0.33, 0.33]);
  });

  it('without a node an endpoint is local nowhere, and reached under Cluster', () => {
    const world = webWorld({}, 2, on(null, null));
    expect(nodesOf(world, 'Cluster')).toEqual(['n0=accept/up', 'n1=accept/up']);
    expect(nodesOf(world, 'Local')).toEqual(['n0=drop/down', 'n1=drop/down']);
    expect(judge(world).codes).toEqual([]);
  });

  it('on a node that is gone they are dead under Cluster, and only missing under Local', () => {
    expect(judge(webWorld({ externalTrafficPolicy: 'Local' }, 2, on('gone', 'n0', 'n1'))).codes).toEqual([]);
    const all = judge(webWorld({ externalTrafficPolicy: 'Local' }, 2, on('gone')));
    expect(all.codes).toEqual(['local-no-ready-endpoints']);
    expect(judge(webWorld({}, 2, on('gone', 'n0', 'n1'))).codes).toContain('endpoints-on-lost-node');
  });

  it('internalTrafficPolicy changes nothing from outside', () => {
    const world = webWorld({ internalTrafficPolicy: 'Local' }, 3, on('n0', 'n1', 'n2'));
    expect(nodesOf(world, 'Cluster')).toEqual(nodesOf(webWorld({}, 3), 'Cluster'));
    expect(judge(world).codes).toEqual([]);
  });

  it('published though not ready they get their share', () => {
    const world = webWorld({ publishNotReadyAddresses: true, externalTrafficPolicy: 'Local' }, 2);
    const waiting = editSlices(world, (slice) => [
      { ...slice, endpoints: slice.endpoints.map((endpoint) => ({ ...endpoint, serving: false, terminating: true })) },
    ]);
    expect(nodesOf(waiting, 'Local')).toEqual(['n0=accept/up', 'n1=accept/up']);
    expect(sharesOf(waiting, 'Local')).toEqual([0.5, 0.5]);
  });
});

describe('Services', () => {
  const withoutNodePorts = { allocateLoadBalancerNodePorts: false, ports: [{ ...HTTP, nodePort: 0 }] };

  it('without node ports are refused under Cluster, and said to be', () => {
    const { report, codes } = judge(webWorld(withoutNodePorts));
    expect(report.status).toBe('failing');
    expect(codes).toContain('reconcile-failing');
  });

  it('without node ports are fine under Local', () => {
    expect(judge(webWorld({ ...withoutNodePorts, externalTrafficPolicy: 'Local' })).codes).toEqual([]);
  });

  it('without node ports are fine under Cluster where nothing asks for one', () => {
    const annotations = { 'service.beta.kubernetes.io/port_80_no_probe_rule': 'true' };
    expect(judge(webWorld({ ...withoutNodePorts, annotations })).codes).toEqual(['rule-without-probe']);
  });

  it('under Local with a probe of a port that nobody knows are not called failing for it', () => {
    const annotations = { 'service.beta.kubernetes.io/port_80_health-probe_port': '10254' };
    const world = webWorld({ annotations, externalTrafficPolicy: 'Local' }, 3, on('n0'));
    expect(nodesOf(world, 'Local')).toEqual(['n0=accept/up', 'n1=drop/down', 'n2=drop/down']);
    expect(judge(world).codes).toContain('probe-override-defeats-drain');
    expect(judge(world).report.status).toBe('healthy');
  });

  it('of somebody else get no verdict', () => {
    const { report, codes } = judge(webWorld({ loadBalancerClass: 'example.com/mine' }));
    expect([report.status, codes]).toEqual(['unknown', []]);
  });

  it('that are being deleted have no fault for it', () => {
    const deletedAt = '2026-11-21T03:11:50Z';
    expect(judge(webWorld({ deletedAt, finalizers: ['service.kubernetes.io/load-balancer-cleanup'] })).codes).toEqual(
      [],
    );
  });
});

describe('nodes', () => {
  it('of which nobody has said whether they are ready are not lost', () => {
    expect(judge(editNode(webWorld(), 'n1', { conditions: [] })).codes).toEqual([]);
  });

  it('that do not say which machine they are leave open who is in the pool', () => {
    const world = editNode(webWorld({ externalTrafficPolicy: 'Local' }), 'n1', { providerId: null });
    const { report, codes } = judge(world);
    expect(codes).toEqual([]);
    expect(report.status).toBe('unknown');
    expect(report.verdicts.find(({ node }) => node === 'n1')?.verdict).toBe('unknown');
  });

  it('that are kept out of load balancers leave nothing open, whatever they say', () => {
    const label = { 'node.kubernetes.io/exclude-from-external-load-balancers': 'true' };
    const virtual = editNode(webWorld({}, 4), 'n3', { providerId: null, labels: label });
    expect(judge(virtual).codes).toContain('stale-pool-member');
  });
});

describe('the status of a Service', () => {
  const worlds: readonly (readonly [string, Snapshot])[] = [
    ['no node ports', webWorld({ allocateLoadBalancerNodePorts: false, ports: [{ ...HTTP, nodePort: 0 }] })],
    ['no endpoint', webWorld({}, 3, [])],
    ['public SCTP', webWorld({ ports: [{ ...HTTP, protocol: 'SCTP' }] })],
    ['no nodes', webWorld({}, 0)],
    ['only dead endpoints', webWorld({}, 2, on('gone'))],
  ];

  it.each(worlds)('is not "failing" without a finding that says why: %s', (_what, snapshot) => {
    const { report, codes } = judge(snapshot);
    expect(report.status).toBe('failing');
    expect(codes.length).toBeGreaterThan(0);
  });
});
