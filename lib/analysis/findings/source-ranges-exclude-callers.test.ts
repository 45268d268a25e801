import { describe, expect, it } from 'vitest';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { editNode } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { testManagedCluster } from '../testing/managed-cluster.ts';
import { webWorld } from '../testing/web-world.ts';

const code = 'source-ranges-exclude-callers';
const P = 'service.beta.kubernetes.io/';

/** Nodes n0, n1, n2 with pods of 10.244.0.0/24, 10.244.1.0/24, 10.244.2.0/24. */
function world(ranges: readonly string[], service: Partial<Service> = {}): Snapshot {
  const empty = webWorld({ loadBalancerSourceRanges: ranges, ...service });
  return ['n0', 'n1', 'n2'].reduce(
    (snapshot, name, index) => editNode(snapshot, name, { podCidrs: [`10.244.${index}.0/24`] }),
    empty,
  );
}

describe('source-ranges-exclude-callers', () => {
  it('names the range of pods that is left out, and ends with its patch', () => {
    const [finding] = found(world(['203.0.113.0/24']), code);
    expect(finding?.severity).toBe('medium');
    expect(finding?.title).toBe(
      'Pods cannot call shop/web by its address: 10.244.0.0/22 is not in loadBalancerSourceRanges',
    );
    expect(finding?.fix.patch).toContain('10.244.0.0/22');
    expect(found(world(['203.0.113.0/24', '10.244.0.0/22']), code)).toEqual([]);
  });

  it('is high for service tags whose clients kube-proxy drops', () => {
    const annotations = { [`${P}azure-allowed-service-tags`]: 'AzureFrontDoor.Backend' };
    const [finding] = found(world(['10.244.0.0/16'], { annotations }), code);
    expect(finding?.severity).toBe('high');
    expect(finding?.title).toContain('Clients of AzureFrontDoor.Backend are let into the network and then dropped');
    expect(found(world(['0.0.0.0/0'], { annotations }), code)).toEqual([]);
  });

  it.each([
    ['no list', world([])],
    ['a list that holds the pods', world(['10.0.0.0/8', '203.0.113.0/24'])],
    ['a list of both halves', world(['10.244.0.0/23', '10.244.2.0/23'])],
    ['nodes that do not tell where their pods are', webWorld({ loadBalancerSourceRanges: ['203.0.113.0/24'] })],
    [
      'ranges that only the security group reads',
      world([], { annotations: { [`${P}azure-allowed-ip-ranges`]: '203.0.113.0/24' } }),
    ],
  ])('says nothing of %s', (_what, snapshot) => {
    expect(found(snapshot, code)).toEqual([]);
  });

  it('knows that the filter is for the frontend address, and that Cilium has another', () => {
    const annotations = {
      [`${P}azure-allowed-service-tags`]: 'AzureFrontDoor.Backend',
      [`${P}azure-disable-load-balancer-floating-ip`]: 'true',
    };
    expect(found(world(['10.244.0.0/16'], { annotations }), code)).toEqual([]);
    const plain = world(['203.0.113.0/24']);
    const managedCluster = testManagedCluster({ networkDataplane: 'cilium' });
    expect(found({ ...plain, azure: { ...plain.azure, managedCluster } }, code)).toEqual([]);
  });
});
