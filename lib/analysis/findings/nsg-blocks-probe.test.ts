import { describe, expect, it } from 'vitest';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';
import { withHealth } from '../testing/with-health.ts';
import { securityRule, withSecurityRules } from '../testing/with-security-rules.ts';

const code = 'nsg-blocks-probe';
const deny = securityRule({ name: 'deny-all', access: 'Deny', priority: 4_000, protocol: '*', sources: ['*'] });
const denyAll = { ...deny, destinationPorts: ['*'] };
const timeout = 'Down_Probe_TcpProbeTimeout';

describe('nsg-blocks-probe', () => {
  it('names the rule that keeps the prober out', () => {
    const [finding] = found(withSecurityRules(webWorld(), [securityRule(), denyAll]), code);
    expect(finding).toMatchObject({ severity: 'critical', service: { name: 'web' } });
    expect(finding?.title).toContain('deny-all of aks-agentpool-12345678-nsg');
    expect(finding?.evidence.map(({ known }) => known)).toEqual(['computed']);
  });

  it('adds what Azure saw', () => {
    const world = withHealth(withSecurityRules(webWorld(), [securityRule(), denyAll]), [timeout, timeout, timeout]);
    expect(found(world, code)[0]?.evidence[1]).toMatchObject({ known: 'measured' });
  });

  it('does not believe its computation against a probe that got through', () => {
    const world = withHealth(withSecurityRules(webWorld(), [denyAll]), [timeout, 'Up_Probe_Success', timeout]);
    expect(found(world, code)).toEqual([]);
  });

  it.each([
    ['lets in the load balancer first', [securityRule({ sources: ['AzureLoadBalancer'], destinationPorts: ['*'] })]],
    ['is about another port', [{ ...deny, priority: 100 }]],
    ['is about some source ports only', [{ ...denyAll, sourcePorts: ['1024-2048'] }]],
  ])('says nothing where a rule %s', (_, rules) => {
    const last = rules[0]?.access === 'Allow' ? [denyAll] : [];
    expect(found(withSecurityRules(webWorld(), [...rules, ...last]), code)).toEqual([]);
  });

  it('says nothing of a Service without probes, of groups of others, and of groups that were not read', () => {
    const annotations = { 'service.beta.kubernetes.io/port_80_no_probe_rule': 'true' };
    expect(found(withSecurityRules(webWorld({ annotations }), [denyAll]), code)).toEqual([]);
    const world = withSecurityRules(webWorld(), [denyAll]);
    const others = world.azure.networkSecurityGroups?.map((group) => ({ ...group, name: 'bastion-nsg' })) ?? null;
    for (const networkSecurityGroups of [others, null])
      expect(found({ ...world, azure: { ...world.azure, networkSecurityGroups } }, code)).toEqual([]);
  });
});
