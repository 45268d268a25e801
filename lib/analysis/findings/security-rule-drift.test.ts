import { describe, expect, it } from 'vitest';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { ago, found, withEvents } from '../testing/found.ts';
import { addSecurityRule, editSecurityRules, withGroups, withSecurityGroup } from '../testing/security-group.ts';
import { webWorld } from '../testing/web-world.ts';
import { NOW } from '../testing/world.ts';

const code = 'security-rule-drift';
const P = 'service.beta.kubernetes.io/';
const listed: Partial<Service> = { annotations: { [`${P}azure-allowed-ip-ranges`]: '203.0.113.0/24,198.51.100.0/24' } };
const tagged: Partial<Service> = {
  annotations: { [`${P}azure-allowed-service-tags`]: 'AzureFrontDoor.Backend, AzureCloud' },
};
const ip = webWorld().kubernetes.services?.[0]?.ingress[0]?.ip ?? '';

const healthy = (service: Partial<Service> = {}): Snapshot => withSecurityGroup(webWorld(service));
const withSources = (snapshot: Snapshot, sources: readonly string[]): Snapshot =>
  editSecurityRules(snapshot, (rule) => ({ ...rule, sources }));
/** So that the group stays one that the controller writes into. */
const andOther = (snapshot: Snapshot): Snapshot => addSecurityRule(snapshot, { destinations: ['10.224.0.4'] });

describe('security-rule-drift', () => {
  it('tells ranges that no rule lets in any more', () => {
    const [finding] = found(withSources(healthy(listed), ['203.0.113.0/24']), code);
    expect(finding?.severity).toBe('critical');
    expect(finding?.title).toContain('has no rule of the controller that lets 198.51.100.0/24 reach shop/web');
    expect(finding?.impact).toContain('Their new connections time out');
  });

  it('tells a service tag that no rule lets in, and a port', () => {
    const lost = editSecurityRules(healthy(tagged), (rule) => (rule.sources.includes('AzureCloud') ? null : rule));
    expect(found(lost, code)[0]?.title).toContain('lets AzureCloud reach shop/web');
    // Some addresses of it are the other tag's, too.
    expect(found(lost, code)[0]?.severity).toBe('medium');
    const port = editSecurityRules(healthy(listed), (rule) => ({ ...rule, destinationPorts: ['81'] }));
    expect(found(port, code).map(({ severity }) => severity)).toEqual(['critical', 'low']);
  });

  it('leaves the Internet kept out to the finding about clients, and tells when somebody else lets it in', () => {
    const closed = andOther(editSecurityRules(healthy(), () => null));
    expect(found(closed, code)).toEqual([]);
    expect(found(closed, 'nsg-blocks-clients')).toHaveLength(1);
    const open = addSecurityRule(closed, { name: 'mine', destinations: ['*'] });
    expect(found(open, code)).toMatchObject([{ severity: 'medium' }]);
  });

  it('tells who is let in beyond the list, and how grave that is', () => {
    const wide = (service: Partial<Service>) =>
      found(addSecurityRule(healthy(service), { sources: ['Internet'], destinations: [ip] }), code);
    expect(wide(listed)).toMatchObject([{ severity: 'high' }]);
    expect(wide(listed)[0]?.title).toContain('lets internet reach shop/web on port 80, which nobody asks for');
    expect(wide({ loadBalancerSourceRanges: ['203.0.113.0/24'] })).toMatchObject([{ severity: 'medium' }]);
    const more = addSecurityRule(healthy(listed), { sources: ['203.0.112.0/20'], destinations: [ip] });
    expect(found(more, code)[0]?.title).toContain('lets 203.0.112.0/20 reach');
  });

  it('knows where packets arrive without floating IP', () => {
    const nodePort = {
      annotations: { [`${P}azure-disable-load-balancer-floating-ip`]: 'true', ...listed.annotations },
    };
    expect(found(healthy(nodePort), code)).toEqual([]);
    const lost = editSecurityRules(healthy(nodePort), (rule) => ({
      ...rule,
      destinations: ['10.224.0.4', '10.224.0.6'],
    }));
    expect(found(lost, code)[0]?.evidence[0]?.text).toContain('10.224.0.5 port 30080');
  });

  it.each([
    ['rules as they should be', healthy()],
    ['a list of both kinds', healthy({ annotations: { ...listed.annotations, ...tagged.annotations } })],
    [
      'ranges joined to one',
      withSources(healthy({ loadBalancerSourceRanges: ['10.1.0.0/17', '10.1.128.0/17'] }), ['10.1.0.0/16']),
    ],
    [
      'an internal Service, which needs no rule',
      andOther(healthy({ annotations: { [`${P}azure-load-balancer-internal`]: 'true' } })),
    ],
    [
      'a Service whose rules the controller does not write',
      andOther(healthy({ annotations: { [`${P}azure-disable-load-balancer-nsg-rule`]: 'true' } })),
    ],
    ['groups that are not read', withGroups(healthy(listed), null)],
    ['a group that the controller does not write into', editSecurityRules(healthy(listed), () => null)],
    [
      'everybody let in by range and by tag',
      withSources(healthy({ loadBalancerSourceRanges: ['0.0.0.0/0'] }), ['Internet', '0.0.0.0/0']),
    ],
  ])('says nothing of %s', (_what, snapshot) => {
    expect(found(snapshot, code)).toEqual([]);
  });

  it('says nothing of groups read before the last sync, before the Service was made, or without events', () => {
    const lost = withSources(healthy(listed), ['203.0.113.0/24']);
    const live = lost.sources.azure;
    const status = (observedAt: string) => ({
      resource: 'networkSecurityGroups',
      state: 'live' as const,
      observedAt,
      error: null,
      denied: null,
    });
    const readAt = (snapshot: Snapshot, at: string): Snapshot => ({
      ...snapshot,
      sources: { ...snapshot.sources, azure: { ...live, resources: [status(at)] } },
    });
    const synced = withEvents(lost, [{ reason: 'EnsuredLoadBalancer', lastAt: ago(60) }]);
    expect(found(readAt(synced, ago(90)), code)).toEqual([]);
    expect(found(readAt(synced, NOW), code)).toHaveLength(1);
    expect(found(readAt(lost, '2026-11-01T00:00:00Z'), code)).toEqual([]);
    expect(found({ ...lost, kubernetes: { ...lost.kubernetes, events: null } }, code)).toEqual([]);
  });
});
