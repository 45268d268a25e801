import type { BackendHealth, RuleHealth } from './probes-part.ts';

/** An answer about a rule, given the one before: each backend with the time since which it is said to be as it is. */
export function withSince(before: RuleHealth | undefined, after: RuleHealth): RuleHealth {
  const known = new Map(before?.backends.map((backend) => [keyOf(backend), backend]));
  const backends = after.backends.map((backend) => {
    const last = known.get(keyOf(backend));
    const isSame = last?.state === backend.state && last.reason === backend.reason;
    return { ...backend, since: isSame ? (last.since ?? before?.observedAt ?? null) : after.observedAt };
  });
  return { ...after, backends };
}

function keyOf({ networkInterfaceIPConfigurationId, ipAddress }: BackendHealth): string {
  return (networkInterfaceIPConfigurationId ?? ipAddress ?? '').toLowerCase();
}
