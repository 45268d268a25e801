import { describe, expect, it } from 'vitest';
import type { ServiceReport } from '../../lib/report/service-report.ts';
import { addressDifference } from './prepare-addresses.ts';

const frontend = (
  ip: string | null,
  loadBalancer: string | null = 'kubernetes',
): ServiceReport['frontends'][number] => ({
  ip,
  family: ip?.includes(':') ? 'IPv6' : 'IPv4',
  loadBalancer,
  frontendIPConfiguration: 'front',
  matchedBy: 'name',
});

describe('addresses wanted and had', () => {
  it('says nothing when all are the same, or none is asked for', () => {
    const frontends = [frontend('20.0.0.1')];
    expect(addressDifference({ addresses: { wanted: [], status: ['20.0.0.1'] }, frontends }, 'IPv4')).toBeNull();
    const addresses = { wanted: ['20.0.0.1'], status: ['20.0.0.1'] };
    expect(addressDifference({ addresses, frontends }, 'IPv4')).toBeNull();
  });

  it('puts what was asked for beside what Azure and the status have', () => {
    const addresses = { wanted: ['20.0.0.9'], status: ['20.0.0.1'] };
    expect(addressDifference({ addresses, frontends: [frontend('20.0.0.1')] }, 'IPv4')).toEqual({
      wanted: ['20.0.0.9'],
      status: ['20.0.0.1'],
      azure: ['20.0.0.1'],
    });
  });

  it('tells an address that was asked for and that nobody has', () => {
    const difference = addressDifference({ addresses: { wanted: ['20.0.0.9'], status: [] }, frontends: [] }, 'IPv4');
    expect(difference).toEqual({ wanted: ['20.0.0.9'], status: [], azure: [] });
  });

  it('tells an address that Azure holds for others while the status has none', () => {
    const addresses = { wanted: ['20.0.0.1'], status: [] };
    expect(addressDifference({ addresses, frontends: [frontend('20.0.0.1')] }, 'IPv4')).not.toBeNull();
  });

  it('tells a status that names another address than Azure holds', () => {
    const addresses = { wanted: [], status: ['20.0.0.1'] };
    expect(addressDifference({ addresses, frontends: [frontend('20.0.0.2')] }, 'IPv4')).not.toBeNull();
  });

  it('compares each family by itself, however its letters are written', () => {
    const addresses = { wanted: ['FD00::1'], status: ['20.0.0.1', 'fd00::1'] };
    const frontends = [frontend('20.0.0.1'), frontend('fd00::1')];
    expect(addressDifference({ addresses, frontends }, 'IPv4')).toBeNull();
    expect(addressDifference({ addresses, frontends }, 'IPv6')).toBeNull();
  });

  it('does not take the word of the status for that of Azure', () => {
    const addresses = { wanted: [], status: ['20.0.0.1'] };
    expect(addressDifference({ addresses, frontends: [frontend('20.0.0.1', null)] }, 'IPv4')).toBeNull();
  });
});
