import { describe, expect, it } from 'vitest';
import { withSince } from './answers-since.ts';
import type { RuleHealth } from './probes-part.ts';

const first = '2026-11-21T03:00:00Z';
const second = '2026-11-21T03:00:30Z';
const third = '2026-11-21T03:01:00Z';

function health(observedAt: string, reasons: Readonly<Record<string, string>>): RuleHealth {
  const backends = Object.entries(reasons).map(([ipAddress, reason]) => ({
    ipAddress,
    networkInterfaceIPConfigurationId: null,
    state: reason.slice(0, reason.indexOf('_')),
    reason,
    since: null,
  }));
  return { loadBalancer: 'kubernetes', rule: 'a-TCP-80', observedAt, backends };
}

const sinceOf = ({ backends }: RuleHealth) => Object.fromEntries(backends.map((one) => [one.ipAddress, one.since]));

describe('withSince', () => {
  const up = 'Up_Probe_Success';
  const down = 'Down_Probe_TcpProbeTimeout';

  it('dates a row of equal answers by its first', () => {
    const one = withSince(undefined, health(first, { a: up, b: up }));
    const two = withSince(one, health(second, { a: up, b: down }));
    const three = withSince(two, health(third, { a: up, b: down, c: up }));
    expect([one, two, three].map(sinceOf)).toEqual([
      { a: first, b: first },
      { a: first, b: second },
      { a: first, b: second, c: third },
    ]);
  });

  it('begins anew with another reason for the same state', () => {
    const one = withSince(undefined, health(first, { a: down }));
    expect(sinceOf(withSince(one, health(second, { a: 'Down_Admin' })))).toEqual({ a: second });
  });

  it('goes on from an answer that nobody dated', () => {
    expect(sinceOf(withSince(health(first, { a: up }), health(second, { a: up })))).toEqual({ a: first });
  });
});
