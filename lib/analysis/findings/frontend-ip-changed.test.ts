import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { addressChanges } from '../azure/address-changes.ts';
import { editBalancer, editServices } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

const code = 'frontend-ip-changed';

function withAddress(ipAddress: string | null): Snapshot {
  const world = webWorld();
  const publicIPAddresses = (world.azure.publicIPAddresses ?? []).map((ip) => ({ ...ip, ipAddress }));
  return { ...world, azure: { ...world.azure, publicIPAddresses } };
}

const status = (ip: string) => [{ ip, hostname: null, ipMode: 'VIP' }];

describe('frontend-ip-changed', () => {
  it('tells of a frontend whose address the status does not name, instead of a missing frontend', () => {
    const world = withAddress('20.9.9.9');
    const [finding] = found(world, code);
    expect(finding?.severity).toBe('critical');
    expect(finding?.title).toMatch(/^The frontend of shop\/web has address 20\.9\.9\.9, its status says 20\.0\./);
    expect(found(world, 'frontend-missing')).toEqual([]);
  });

  it('says nothing when the status names the address, or the address is not known', () => {
    expect(found(webWorld(), code)).toEqual([]);
    expect(found(withAddress(null), code)).toEqual([]);
  });

  it('leaves an address that nothing holds to frontend-missing', () => {
    const world = editBalancer(webWorld(), (lb) => ({ ...lb, frontends: [] }));
    expect(found(world, code)).toEqual([]);
    expect(found(world, 'frontend-missing')).toHaveLength(1);
  });
});

describe('addresses between two snapshots', () => {
  const before = webWorld({ ingress: status('20.1.1.1') });
  const compare = (service: Parameters<typeof editServices>[1]) =>
    addressChanges(before, editServices(before, service));
  const common = { namespace: 'shop', name: 'web', lost: ['20.1.1.1'] };

  it('finds an address that moved, with the same and with a new Service', () => {
    const ingress = status('20.2.2.2');
    expect(compare({ ingress })).toEqual([{ ...common, now: ['20.2.2.2'], because: 'moved' }]);
    expect(compare({ ingress, uid: 'other' })).toEqual([{ ...common, now: ['20.2.2.2'], because: 'recreated' }]);
  });

  it('finds a Service that is gone', () => {
    const gone = { ...before, kubernetes: { ...before.kubernetes, services: [] } };
    expect(addressChanges(before, gone)).toEqual([{ ...common, now: [], because: 'removed' }]);
  });

  it('finds nothing in an address that was added, or while Services are not loaded', () => {
    expect(compare({ ingress: [...status('20.2.2.2'), ...status('20.1.1.1')] })).toEqual([]);
    const unknown = { ...before, kubernetes: { ...before.kubernetes, services: null } };
    expect(addressChanges(before, unknown)).toEqual([]);
    expect(addressChanges(unknown, before)).toEqual([]);
  });
});
