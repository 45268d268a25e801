import { describe, expect, it } from 'vitest';
import type { SecurityRule } from '../../snapshot/network-security-group.ts';
import { parseRange } from './ip-range.ts';
import { decideInbound, type InboundPacket } from './security-rules.ts';

const destination = parseRange('10.224.0.4');
if (destination === null) throw new Error('10.224.0.4 is an address');
const packet: InboundPacket = { source: 'prober', destination, port: 30_080, protocol: 'TCP' };

function rule(changes: Partial<SecurityRule>): SecurityRule {
  return {
    name: `rule-${changes.priority ?? 100}`,
    access: 'Deny',
    direction: 'Inbound',
    priority: 100,
    protocol: '*',
    sources: ['*'],
    sourcePorts: ['*'],
    destinations: ['*'],
    destinationPorts: ['*'],
    ...changes,
  };
}

function decide(rules: readonly Partial<SecurityRule>[], changes: Partial<InboundPacket> = {}): string {
  const group = { id: 'g', name: 'g', resourceGroup: 'rg', rules: rules.map(rule) };
  return decideInbound(group, { ...packet, ...changes }).kind;
}

describe('a network security group', () => {
  it('without a rule lets in the load balancer and the network, and nobody else', () => {
    expect(decide([])).toBe('allow');
    expect(decide([], { source: 'network' })).toBe('allow');
    expect(decide([], { source: 'internet' })).toBe('deny');
    expect(decide([], { source: parseRange('10.1.0.0/16') ?? 'internet' })).toBe('allow');
    expect(decide([], { source: parseRange('203.0.113.0/24') ?? 'network' })).toBe('deny');
  });

  it('goes by priority, whatever the order', () => {
    const allow = { access: 'Allow', priority: 200 };
    expect(decide([allow, { priority: 100 }])).toBe('deny');
    expect(decide([{ priority: 300 }, allow])).toBe('allow');
  });

  it.each<[string, Partial<SecurityRule>]>([
    ['another direction', { direction: 'Outbound' }],
    ['another protocol', { protocol: 'Udp' }],
    ['another port', { destinationPorts: ['80', '443', '30081-32767'] }],
    ['another destination', { destinations: ['10.224.0.5', '20.0.0.0/8'] }],
    ['other sources', { sources: ['Internet', 'VirtualNetwork', '203.0.113.0/24', 'AzureFrontDoor.Backend'] }],
  ])('is not concerned by a rule for %s', (_, changes) => {
    expect(decide([changes])).toBe('allow');
  });

  it.each<[string, Partial<SecurityRule>]>([
    ['any letter case', { access: 'deny', direction: 'inbound', protocol: 'TCP' }],
    ['a range of ports', { destinationPorts: ['1-1024', '30000-32767'] }],
    ['the tag of the load balancer', { sources: ['AzureLoadBalancer'] }],
    ['the address of the prober', { sources: ['168.63.129.16/32'] }],
    ['a range around the node', { destinations: ['10.224.0.0/12'] }],
    ['the network', { destinations: ['VirtualNetwork'] }],
  ])('is concerned by a rule with %s', (_, changes) => {
    expect(decide([changes])).toBe('deny');
  });

  it('cannot be told where a rule is for some of the packets', () => {
    const internet = { source: 'internet' } as const;
    const allowAll = { access: 'Allow', priority: 500 };
    expect(decide([{ sources: ['203.0.113.0/24'] }, allowAll], internet)).toBe('unknown');
    expect(decide([{ sources: ['AzureFrontDoor.Backend'] }, allowAll], internet)).toBe('unknown');
    expect(decide([{ sourcePorts: ['1024-65535'] }])).toBe('unknown');
    expect(decide([{ destinations: ['AzureCloud'] }])).toBe('unknown');
    expect(decide([{ sources: ['10.1.0.0/16'] }], { source: 'network' })).toBe('unknown');
  });

  it('can be told where the rules after it decide the same', () => {
    expect(decide([{ sources: ['203.0.113.0/24'] }], { source: 'internet' })).toBe('deny');
    expect(decide([{ sources: ['10.1.0.0/16'], access: 'Allow' }], { source: 'network' })).toBe('allow');
  });

  it('has no rule against private ranges in the way of the Internet', () => {
    expect(decide([{ sources: ['10.0.0.0/8'] }, { access: 'Allow', priority: 500 }], { source: 'internet' })).toBe(
      'allow',
    );
  });

  it('names the rule that decides', () => {
    const group = { id: 'g', name: 'g', resourceGroup: 'rg', rules: [rule({ name: 'mine' })] };
    expect(decideInbound(group, packet)).toMatchObject({ kind: 'deny', rule: { name: 'mine' } });
    expect(decideInbound({ ...group, rules: [] }, packet)).toEqual({ kind: 'allow', rule: null });
  });
});
