import { describe, expect, it } from 'vitest';
import type { PublicIpAddress } from '../../snapshot/public-ip-address.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { editBalancer } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

const code = 'sku-mismatch';
const PIN = 'service.beta.kubernetes.io/azure-pip-name';

function editAddresses(snapshot: Snapshot, edit: (ip: PublicIpAddress) => readonly PublicIpAddress[]): Snapshot {
  const publicIPAddresses = (snapshot.azure.publicIPAddresses ?? []).flatMap(edit);
  return { ...snapshot, azure: { ...snapshot.azure, publicIPAddresses } };
}

/** The Service pins a public IP of this SKU that no frontend uses yet. */
function pinned(sku: string | null): Snapshot {
  const world = webWorld({ annotations: { [PIN]: 'mine' } });
  return editAddresses(world, (ip) => [ip, { ...ip, id: '/mine', name: 'MINE', ipAddress: '20.9.9.9', sku }]);
}

describe('sku-mismatch', () => {
  it('tells of the public IP that a frontend uses', () => {
    const [finding] = found(
      editAddresses(webWorld(), (ip) => [{ ...ip, sku: 'Basic' }]),
      code,
    );
    expect(finding?.title).toBe(
      'Public IP kubernetes-web of shop/web has SKU Basic, load balancer kubernetes has Standard',
    );
    expect(finding?.severity).toBe('high');
  });

  it('tells of a public IP that the Service only names', () => {
    expect(found(pinned('Basic'), code)).toHaveLength(1);
  });

  it('says nothing where both are the same in any letter case, or one is not known', () => {
    expect(found(webWorld(), code)).toEqual([]);
    expect(found(pinned('standard'), code)).toEqual([]);
    expect(found(pinned(null), code)).toEqual([]);
    const unknown = editBalancer(pinned('Basic'), (lb) => ({ ...lb, sku: null }));
    expect(found(unknown, code)).toEqual([]);
  });

  it('says nothing of an address of nobody', () => {
    const world = editAddresses(webWorld(), (ip) => [
      ip,
      { ...ip, id: '/other', name: 'other', ipAddress: null, sku: 'Basic' },
    ]);
    expect(found(world, code)).toEqual([]);
  });
});
