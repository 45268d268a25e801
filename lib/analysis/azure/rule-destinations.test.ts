import { describe, expect, it } from 'vitest';
import type { SecurityRule } from '../../snapshot/network-security-group.ts';
import { parseRange } from './ip-range.ts';
import { listsDestination, ruleDestinations } from './rule-destinations.ts';

const rule = (destinations: readonly string[]): SecurityRule => ({
  name: 'rule',
  access: 'Allow',
  direction: 'Inbound',
  priority: 500,
  protocol: 'Tcp',
  sources: ['*'],
  sourcePorts: ['*'],
  destinations,
  destinationPorts: ['80'],
});

describe('destinations of a security rule', () => {
  const listed = ruleDestinations(rule(['20.1.1.1', '20.2.0.0/16', 'fd00::1', 'VirtualNetwork']));

  it.each([
    ['20.1.1.1', true],
    ['20.1.1.1/32', true],
    ['20.2.3.4', true],
    ['20.2.3.0/24', true],
    ['fd00:0::1', true],
    ['20.1.1.2', false],
    ['20.1.1.0/24', false],
    ['20.0.0.0/8', false],
    ['::1401:101', false],
  ])('%s is listed: %s', (text, expected) => {
    const range = parseRange(text);
    if (range === null) throw new Error(`${text} is no range`);
    expect(listsDestination(listed, range)).toBe(expected);
  });

  it('tell words apart', () => {
    expect(listed).toMatchObject({ everywhere: false, virtualNetwork: true, others: false });
    expect(ruleDestinations(rule(['Any']))).toMatchObject({ everywhere: true });
    expect(ruleDestinations(rule(['Storage']))).toMatchObject({ everywhere: false, others: true });
  });
});
