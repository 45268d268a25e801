import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { editBalancer } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

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

  it('says nothing where Azure does not tell the ports or the number of addresses', () => {
    expect(severities(outbound(62, null))).toEqual([]);
    expect(severities(outbound(62, 1024, null))).toEqual([]);
    expect(severities(webWorld())).toEqual([]);
  });
});
