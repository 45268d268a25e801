import { describe, expect, it } from 'vitest';
import { badNightNodes } from '../testing/sample-nodes.ts';
import { samplePolicy } from '../testing/sample-policy.ts';
import { sampleRule, sampleService } from '../testing/sample-service.ts';
import { chooseVariant, prepareVariants } from './prepare-variants.ts';

const base = sampleService(badNightNodes);
const other = { ...samplePolicy([], 'Cluster'), port: 8443, protocol: 'TCP', family: 'IPv6' } as const;
const report = {
  ...base,
  rules: [
    sampleRule('Cluster'),
    sampleRule('Cluster', { name: 'b', servicePort: 80, frontendPort: 80 }),
    sampleRule('Cluster', { name: 'c', servicePort: 8443, family: 'IPv6' }),
    sampleRule('Cluster', { name: 'd', servicePort: 53, protocol: 'Udp' }),
  ],
  policies: { ...base.policies, Cluster: { ...base.policies.Cluster, variants: [other] } },
};

describe('variants of a Service', () => {
  it('lists every port and family in the order of the rules', () => {
    expect(prepareVariants(report).map((variant) => variant.id)).toEqual([
      '443-TCP-IPv4',
      '80-TCP-IPv4',
      '8443-TCP-IPv6',
      '53-UDP-IPv4',
    ]);
  });

  it('uses the traffic of the first port where nothing else is said', () => {
    const [, second, third] = prepareVariants(report);
    expect(second?.traffic.Cluster).toBe(report.policies.Cluster);
    expect(third?.traffic.Cluster).toBe(other);
    expect(third?.traffic.Local).toBe(report.policies.Local);
  });

  it('falls back to the first for an id that is gone, and to nothing without ports', () => {
    const variants = prepareVariants(report);
    expect(chooseVariant(variants, '80-TCP-IPv4')?.rule.name).toBe('b');
    expect(chooseVariant(variants, '81-TCP-IPv4')).toBe(variants[0]);
    expect(chooseVariant([], null)).toBeNull();
  });
});
