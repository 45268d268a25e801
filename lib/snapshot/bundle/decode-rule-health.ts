import type { RuleHealth } from '../probes-part.ts';
import { describeValue } from '../wire/issue-message.ts';
import { parseRuleHealth } from '../wire/parse-rule-health.ts';
import { propertyOf } from '../wire/plain-object.ts';
import { instant } from '../wire/wire-fields.ts';
import type { BundleProblem } from './bundle-problem.ts';
import type { Outcome } from './decode-list.ts';
import { type HealthFileName, parseHealthPath } from './health-path.ts';
import { readJson } from './read-json.ts';

const HEALTH_ACTION = 'Microsoft.Network/loadBalancers/loadBalancingRules/health/action';

export interface DecodedRuleHealth {
  /** By load balancer and rule. */
  readonly ruleHealth: readonly RuleHealth[];
  readonly outcome: Outcome;
  readonly problems: readonly BundleProblem[];
  readonly ignored: readonly string[];
}

type Answer =
  | { readonly kind: 'health'; readonly health: RuleHealth }
  | { readonly kind: 'problem'; readonly problem: BundleProblem; readonly denied: boolean };

function readAnswer(file: string, of: HealthFileName, source: string, takenAt: string): Answer {
  const problem = (pointer: string, message: string, denied = false): Answer => ({
    kind: 'problem',
    problem: { file, pointer, message },
    denied,
  });
  const json = readJson(source);
  if (json.kind === 'unreadable') return problem('', json.message);
  if (json.kind === 'refused') {
    return problem('', `holds an error instead of a health answer: ${json.refusal.message}`, json.refusal.denied);
  }
  const written = propertyOf(json.value, 'observedAt') ?? takenAt;
  const observedAt = instant.safeParse(written);
  if (!observedAt.success) return problem('/observedAt', `expected an RFC 3339 time, found ${describeValue(written)}`);
  const parsed = parseRuleHealth(json.value, { ...of, observedAt: observedAt.data });
  if (parsed.ok) return { kind: 'health', health: parsed.value };
  return problem(parsed.problem.pointer, `${parsed.problem.object}: ${parsed.problem.message}`);
}

function byRule(a: RuleHealth, b: RuleHealth): number {
  if (a.loadBalancer !== b.loadBalancer) return a.loadBalancer < b.loadBalancer ? -1 : 1;
  return a.rule < b.rule ? -1 : 1;
}

function outcomeOf(answers: readonly Answer[]): Outcome {
  const failed = answers.filter((answer) => answer.kind === 'problem');
  const holdsData = failed.length < answers.length;
  const base = { resource: 'ruleHealth', error: null, denied: null, holdsData };
  const first = failed[0];
  if (first === undefined) return { ...base, state: answers.length === 0 ? 'absent' : 'live' };
  const { file, pointer, message } = first.problem;
  const error = `${failed.length} of ${answers.length} health answers could not be read, first ${file}${pointer}: ${message}`;
  const denied = !holdsData && failed.every((answer) => answer.denied);
  const permission = { verb: HEALTH_ACTION, resource: 'the node resource group' };
  return { ...base, state: denied ? 'denied' : 'partial', error, denied: denied ? permission : null };
}

/** Reads `azure/health/<load balancer>/<rule>.json`; an answer that does not say when it was true was so at `takenAt`. */
export function decodeRuleHealth(files: ReadonlyMap<string, string>, takenAt: string): DecodedRuleHealth {
  const answers: Answer[] = [];
  const ignored: string[] = [];
  for (const [file, source] of files) {
    if (!file.startsWith('azure/health/') || !file.endsWith('.json')) continue;
    const of = parseHealthPath(file);
    if (of) answers.push(readAnswer(file, of, source, takenAt));
    else ignored.push(file);
  }
  return {
    ruleHealth: answers.flatMap((answer) => (answer.kind === 'health' ? [answer.health] : [])).sort(byRule),
    outcome: outcomeOf(answers),
    problems: answers.flatMap((answer) => (answer.kind === 'problem' ? [answer.problem] : [])),
    ignored,
  };
}
