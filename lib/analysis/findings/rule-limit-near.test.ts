import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { analyze } from '../analyze.ts';
import { reportLoadBalancers } from '../report/report-load-balancers.ts';
import { editBalancer } from '../testing/edit.ts';
import { found } from '../testing/found.ts';
import { webWorld } from '../testing/web-world.ts';

const code = 'rule-limit-near';

/** The load balancer with so many rules that send to its pool. */
function withRules(total: number, poolMembers = true): Snapshot {
  return editBalancer(webWorld(), (lb) => ({
    ...lb,
    pools: poolMembers ? lb.pools : lb.pools.map((pool) => ({ ...pool, members: [] })),
    rules: Array.from({ length: total }, (_, index) => {
      const rule = lb.rules[0];
      if (rule === undefined) throw new Error('the world has no rule');
      return index === 0 ? rule : { ...rule, id: `${rule.id}-${index}`, name: `mine-${index}` };
    }),
  }));
}

describe('rule-limit-near', () => {
  it.each([
    [239, []],
    [240, ['medium']],
    [299, ['medium']],
    [300, ['high']],
  ] as const)('%i rules: %j', (total, severities) => {
    expect(found(withRules(total), code).map(({ severity }) => severity)).toEqual(severities);
  });

  it('does not count rules that reach no network interface', () => {
    expect(found(withRules(280, false), code)).toEqual([]);
  });

  it('is counted in the report as well', () => {
    const [balancer] = reportLoadBalancers(analyze(withRules(280)));
    expect(balancer?.limits).toContainEqual({
      name: 'rules per network interface',
      used: 280,
      allowed: 300,
      known: 'computed',
    });
    expect(balancer?.limits).toContainEqual({ name: 'rules', used: 280, allowed: 1500, known: 'measured' });
    expect(balancer?.limits).toContainEqual({
      name: 'members of pool kubernetes',
      used: 3,
      allowed: 5000,
      known: 'measured',
    });
  });
});
