import { describe, expect, it } from 'vitest';
import type { Service } from '../../snapshot/service.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { ago, found, withEvents } from '../testing/found.ts';
import {
  addSecurityRule,
  editSecurityRules,
  GROUP_NAME,
  withGroups,
  withSecurityGroup,
} from '../testing/security-group.ts';
import { webWorld } from '../testing/web-world.ts';
import { NOW } from '../testing/world.ts';

const code = 'deny-all-rule-missing';
const DENY = 'service.beta.kubernetes.io/azure-deny-all-except-load-balancer-source-ranges';
const closed: Partial<Service> = { annotations: { [DENY]: 'true' }, loadBalancerSourceRanges: ['203.0.113.0/24'] };
const ip = webWorld().kubernetes.services?.[0]?.ingress[0]?.ip ?? '';

const healthy = (service: Partial<Service> = closed): Snapshot => withSecurityGroup(webWorld(service));
const withoutDeny = (snapshot: Snapshot): Snapshot =>
  editSecurityRules(snapshot, (rule) => (rule.access === 'Deny' ? null : rule));

describe('deny-all-rule-missing', () => {
  it('names group and address', () => {
    const [finding] = found(withoutDeny(healthy()), code);
    expect(finding?.severity).toBe('high');
    expect(finding?.title).toBe(
      `Nothing in ${GROUP_NAME} keeps the rest of the virtual network out of shop/web: ${ip} is in no deny-all rule`,
    );
  });

  it('tells a rule that has lost the address', () => {
    const lost = editSecurityRules(healthy(), (rule) =>
      rule.access === 'Deny' ? { ...rule, destinations: ['20.1.1.1'] } : rule,
    );
    expect(found(lost, code)).toHaveLength(1);
  });

  it('is about ranges that nobody can read, too: the controller then lets nobody else in', () => {
    expect(
      found(withoutDeny(healthy({ loadBalancerSourceRanges: ['203.0.113.0/24', '10.1.2.3/8'] })), code),
    ).toHaveLength(1);
  });

  it.each([
    ['the rule', healthy()],
    ['a Service that does not ask for it', withoutDeny(healthy({ loadBalancerSourceRanges: ['203.0.113.0/24'] }))],
    ['an annotation without a list', withoutDeny(healthy({ annotations: { [DENY]: 'true' } }))],
    ['groups that are not read', withGroups(withoutDeny(healthy()), null)],
    ['a group without a rule of the controller', editSecurityRules(healthy(), () => null)],
    [
      'somebody else who denies it',
      addSecurityRule(withoutDeny(healthy()), {
        name: 'mine',
        access: 'Deny',
        sources: ['*'],
        destinations: ['*'],
        destinationPorts: ['*'],
        protocol: '*',
      }),
    ],
    ['a sync under way', withEvents(withoutDeny(healthy()), [{ reason: 'EnsuringLoadBalancer', lastAt: NOW }])],
    [
      'a sync that failed',
      withEvents(withoutDeny(healthy()), [{ reason: 'SyncLoadBalancerFailed', lastAt: ago(200) }]),
    ],
  ])('says nothing of %s', (_what, snapshot) => {
    expect(found(snapshot, code)).toEqual([]);
  });
});
