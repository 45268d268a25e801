import { describe, expect, it } from 'vitest';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { ago, found, withEvents } from '../testing/found.ts';
import { addSecurityRule, GROUP_NAME, withGroups, withSecurityGroup } from '../testing/security-group.ts';
import { webWorld } from '../testing/web-world.ts';
import { NOW } from '../testing/world.ts';

const code = 'orphan-security-rule';
const healthy = (service: Partial<Service> = {}): Snapshot => withSecurityGroup(webWorld(service));
const left = (snapshot = healthy()): Snapshot => addSecurityRule(snapshot, { destinations: ['20.9.9.9'] });
const additional = { 'service.beta.kubernetes.io/azure-additional-public-ips': '20.9.9.9' };

describe('orphan-security-rule', () => {
  it('names group, address and rule', () => {
    const [finding] = found(left(), code);
    expect(finding?.severity).toBe('low');
    expect(finding?.title).toBe(`${GROUP_NAME} still lets clients in to 1 address without a Service: 20.9.9.9`);
    expect(finding?.objects).toEqual([
      { kind: 'SecurityRule', namespace: null, name: 'k8s-azure-lb_allow_IPv4_0123456789abcdef0123456789abcdef' },
    ]);
  });

  it.each([
    ['rules as they should be', healthy()],
    ['addresses of nodes', addSecurityRule(healthy(), { destinations: ['10.224.0.4'] })],
    ['additional addresses of a Service', left(healthy({ annotations: additional }))],
    ['rules of somebody else', addSecurityRule(healthy(), { name: 'mine', destinations: ['20.9.9.9'] })],
    ['ranges somebody wrote into a rule', addSecurityRule(healthy(), { destinations: ['*', '10.0.0.0/8'] })],
    ['groups that are not read', withGroups(left(), null)],
    [
      'a Service deleted after the groups were read',
      withEvents(left(), [{ reason: 'DeletedLoadBalancer', lastAt: NOW, objectName: 'gone' }]),
    ],
    ['a Service that is being deleted', left(healthy({ deletedAt: ago(5) }))],
    ['events that are not loaded', { ...left(), kubernetes: { ...left().kubernetes, events: null } }],
  ])('says nothing of %s', (what, snapshot) => {
    const readBefore = { ...snapshot.sources.azure, observedAt: ago(30) };
    const isLate = what.includes('after the groups');
    expect(
      found(isLate ? { ...snapshot, sources: { ...snapshot.sources, azure: readBefore } } : snapshot, code),
    ).toEqual([]);
  });
});
