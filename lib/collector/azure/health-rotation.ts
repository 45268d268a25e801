import type { LoadBalancer } from '../../snapshot/load-balancer.ts';
import { baseNameOf } from '../../snapshot/load-balancer-name.ts';
import { healthKey } from '../store/azure-store.ts';

/** A rule that Azure can be asked about. */
export interface HealthTarget {
  readonly loadBalancerId: string;
  readonly loadBalancer: string;
  readonly rule: string;
}

export interface HealthRotation {
  /** Takes the rules as they are now. */
  update(loadBalancers: readonly LoadBalancer[]): void;
  has(rule: Pick<HealthTarget, 'loadBalancer' | 'rule'>): boolean;
  size(): number;
  /** Something about the Service of this base name changed: its rules come first. */
  noteChange(base: string, nowMs: number): void;
  /** The rule to ask about now, which thereby counts as asked; null: none is due. */
  next(nowMs: number): HealthTarget | null;
  /** How asking went; a rule that fails is asked less and less often. */
  answered(target: HealthTarget, succeeded: boolean): void;
}

interface Entry {
  readonly target: HealthTarget;
  readonly base: string | null;
  /** Minus infinity: never asked. */
  askedAtMs: number;
  failures: number;
}

/** Azure measures every few seconds but answers slowly: more often is of no use to anyone. */
const INTERVAL_MS = 60_000;
const DOUBLINGS_MAX = 4;

/** Decides which rule to ask about: changed ones first, then those never asked, then the longest not asked. */
export function createHealthRotation(): HealthRotation {
  let entries = new Map<string, Entry>();
  let changedAtMs = new Map<string, number>();

  const isDue = ({ askedAtMs, failures }: Entry, nowMs: number) =>
    askedAtMs + INTERVAL_MS * 2 ** Math.min(failures, DOUBLINGS_MAX) <= nowMs;
  const isChanged = ({ base, askedAtMs }: Entry) =>
    base !== null && (changedAtMs.get(base) ?? Number.NEGATIVE_INFINITY) > askedAtMs;
  const isBefore = (a: Entry, b: Entry) => (isChanged(a) === isChanged(b) ? a.askedAtMs < b.askedAtMs : isChanged(a));

  return {
    update(loadBalancers) {
      const next = new Map<string, Entry>();
      for (const target of loadBalancers.flatMap(probedRules)) {
        const fresh = { target, base: baseNameOf(target.rule), askedAtMs: Number.NEGATIVE_INFINITY, failures: 0 };
        next.set(healthKey(target), entries.get(healthKey(target)) ?? fresh);
      }
      entries = next;
      const bases = new Set([...next.values()].map(({ base }) => base));
      changedAtMs = new Map([...changedAtMs].filter(([base]) => bases.has(base)));
    },
    has: (rule) => entries.has(healthKey(rule)),
    size: () => entries.size,
    noteChange(base, nowMs) {
      changedAtMs.set(base, nowMs);
    },
    next(nowMs) {
      let first: Entry | null = null;
      for (const entry of entries.values()) {
        if (isDue(entry, nowMs) && (first === null || isBefore(entry, first))) first = entry;
      }
      if (first === null) return null;
      first.askedAtMs = nowMs;
      return first.target;
    },
    answered(target, succeeded) {
      const entry = entries.get(healthKey(target));
      if (entry !== undefined) entry.failures = succeeded ? 0 : entry.failures + 1;
    },
  };
}

/** Azure has no answer for rules without a probe. */
function probedRules({ id, name, rules }: LoadBalancer): readonly HealthTarget[] {
  return rules
    .filter((rule) => rule.probeId !== null)
    .map((rule) => ({ loadBalancerId: id, loadBalancer: name, rule: rule.name }));
}
