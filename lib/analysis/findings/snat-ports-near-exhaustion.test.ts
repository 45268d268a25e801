import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { editBalancer } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';
import { metricSeries, withMetrics } from '../testing/with-metrics.ts';

const code = 'snat-ports-near-exhaustion';

/** One outbound address for so many nodes; `portsPerMember` 0: automatic. */
function outbound(nodes: number, portsPerMember: number | null, publicIPAddressId: string | null = '/ip'): Snapshot {
  return editBalancer(webWorld({}, nodes), (lb) => ({
    ...lb,
    frontends: [
      ...lb.frontends,
      {
        id: '/out',
        name: 'out',
        privateIPAddress: null,
        privateIPFamily: null,
        publicIPAddressId,
        subnetId: null,
        zones: [],
      },
    ],
    outboundRules: [
      { name: 'aksOutboundRule', poolId: lb.pools[0]?.id ?? null, frontendIds: ['/OUT'], portsPerMember },
    ],
  }));
}

const severities = (snapshot: Snapshot) => found(snapshot, code).map(({ severity }) => severity);

describe('snat-ports-near-exhaustion', () => {
  it.each([
    [8, 8000, ['high']],
    [7, 8000, []],
    [58, 1024, ['medium']],
    [62, 1024, ['high']],
    [55, 1024, []],
  ] as const)('%i nodes with %i ports each: %j', (nodes, ports, expected) => {
    expect(severities(outbound(nodes, ports))).toEqual(expected);
  });

  it.each([
    [44, []],
    [45, ['medium']],
    [50, ['medium']],
    [51, []],
  ] as const)('%i nodes with automatic ports: %j', (nodes, expected) => {
    expect(severities(outbound(nodes, 0))).toEqual(expected);
  });

  it.each([
    [700, []],
    [800, ['medium']],
    [930, ['high']],
    [1024, ['high']],
  ] as const)('%i of 1024 ports measured in use on a node: %j', (used, expected) => {
    const seen = withMetrics(webWorld(), [
      metricSeries('AllocatedSnatPorts', [1024, 1024, null], { backendIP: '10.224.0.5' }),
      metricSeries('UsedSnatPorts', [12, used, null], { backendIP: '10.224.0.5' }),
    ]);
    expect(severities(seen)).toEqual(expected);
  });

  it('names the node whose ports are nearly used up, and when that was measured', () => {
    const [finding] = found(
      withMetrics(webWorld(), [
        metricSeries('AllocatedSnatPorts', [1024], { backendIP: '10.224.0.5' }),
        metricSeries('UsedSnatPorts', [1000], { backendIP: '10.224.0.5' }),
      ]),
      code,
    );
    expect(finding?.title).toBe('n1 has used 97.7 % of its SNAT ports');
    expect(finding?.objects.map(({ name }) => name)).toEqual(['kubernetes', 'n1']);
    expect(finding?.evidence[0]).toMatchObject({ known: 'measured', text: expect.stringContaining('1000 of 1024') });
    expect(finding?.verify).toHaveLength(1);
  });

  it('takes no missing minute for a use of ports', () => {
    const missing = withMetrics(webWorld(), [
      metricSeries('AllocatedSnatPorts', [null, 0], { backendIP: '10.224.0.5' }),
      metricSeries('UsedSnatPorts', [900, 900], { backendIP: '10.224.0.5' }),
    ]);
    expect(severities(missing)).toEqual([]);
  });

  it('says nothing where Azure does not tell the ports or the number of addresses', () => {
    expect(severities(outbound(62, null))).toEqual([]);
    expect(severities(outbound(62, 1024, null))).toEqual([]);
    expect(severities(webWorld())).toEqual([]);
  });
});
