import type { Snapshot } from '../../snapshot/snapshot.ts';
import { NOW } from './world.ts';

/** The snapshot with what Azure says of nodes n0, n1, … for its first rule: a reason each. */
export function withHealth(snapshot: Snapshot, reasons: readonly string[]): Snapshot {
  const rule = snapshot.azure.loadBalancers?.[0]?.rules[0]?.name ?? '';
  const backends = reasons.map((reason, index) => ({
    ipAddress: `10.224.0.${index + 4}`,
    networkInterfaceIPConfigurationId: null,
    since: null,
    state: reason.startsWith('Up') ? 'Up' : 'Down',
    reason,
  }));
  const ruleHealth = [{ loadBalancer: 'kubernetes', rule, observedAt: NOW, backends }];
  return { ...snapshot, probes: { ...snapshot.probes, ruleHealth } };
}
