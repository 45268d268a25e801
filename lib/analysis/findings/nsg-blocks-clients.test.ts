import { describe, expect, it } from 'vitest';
import type { Service } from '../../snapshot/service.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';
import { securityRule, withSecurityRules } from '../testing/with-security-rules.ts';

const code = 'nsg-blocks-clients';
const prefix = 'service.beta.kubernetes.io/';
const http = {
  name: 'http',
  protocol: 'TCP',
  port: 80,
  targetPort: 8080,
  nodePort: 30_080,
  appProtocol: null,
} as const;
const denyInternet = securityRule({ name: 'deny-internet', access: 'Deny', priority: 200, destinationPorts: ['*'] });

describe('nsg-blocks-clients', () => {
  it('names the rule that denies what the controller allowed', () => {
    const [finding] = found(withSecurityRules(webWorld(), [securityRule(), denyInternet]), code);
    expect(finding?.severity).toBe('critical');
    expect(finding?.title).toContain('out of TCP/80: rule deny-internet denies them');
  });

  it('says that nothing allows them', () => {
    const [finding] = found(withSecurityRules(webWorld(), []), code);
    expect(finding?.title).toContain('no rule allows them');
    expect(finding?.fix.commands.some((command) => command.includes('nsg rule list'))).toBe(true);
  });

  it('looks for the node port where the load balancer puts the address of the node', () => {
    const annotations = { [`${prefix}azure-disable-load-balancer-floating-ip`]: 'true' };
    const world = webWorld({ annotations });
    expect(found(withSecurityRules(world, [securityRule({ destinationPorts: ['30080'] })]), code)).toEqual([]);
    expect(found(withSecurityRules(world, [securityRule()]), code)).toHaveLength(1);
  });

  it('lists each port that is shut', () => {
    const ports = [http, { ...http, name: 'https', port: 443, nodePort: 30_443 }];
    const [finding] = found(withSecurityRules(webWorld({ ports }), [securityRule()]), code);
    expect(finding?.title).toContain('out of TCP/443:');
  });

  it.each<[string, Partial<Service>]>([
    ['ranges of its own', { loadBalancerSourceRanges: ['203.0.113.0/24'] }],
    ['ranges by annotation', { annotations: { [`${prefix}azure-allowed-ip-ranges`]: '203.0.113.0/24' } }],
    ['ranges by the old annotation', { annotations: { [`${prefix}load-balancer-source-ranges`]: '203.0.113.0/24' } }],
    ['tags by annotation', { annotations: { [`${prefix}azure-allowed-service-tags`]: 'AzureFrontDoor.Backend' } }],
    ['clients of the network', { annotations: { [`${prefix}azure-load-balancer-internal`]: 'true' } }],
  ])('says nothing of a Service with %s', (_, service) => {
    expect(found(withSecurityRules(webWorld(service), [denyInternet]), code)).toEqual([]);
  });

  it('says nothing where the clients get in, or some of them', () => {
    expect(found(withSecurityRules(webWorld(), [securityRule()]), code)).toEqual([]);
    const some = { ...denyInternet, sources: ['203.0.113.0/24'] };
    expect(found(withSecurityRules(webWorld(), [securityRule(), some]), code)).toEqual([]);
  });

  it('says nothing of groups that were not read, or that are not known to guard the nodes', () => {
    const world = withSecurityRules(webWorld(), [denyInternet]);
    const others = world.azure.networkSecurityGroups?.map((group) => ({ ...group, name: 'bastion-nsg' })) ?? null;
    for (const networkSecurityGroups of [others, null])
      expect(found({ ...world, azure: { ...world.azure, networkSecurityGroups } }, code)).toEqual([]);
  });
});
