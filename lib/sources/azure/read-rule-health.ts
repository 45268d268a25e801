import { armName } from '../../snapshot/arm-id.ts';
import type { RuleHealth } from '../../snapshot/probes-part.ts';
import { parseRuleHealth } from '../../snapshot/wire/parse-rule-health.ts';
import type { ReadContext } from './arm-get.ts';
import { runOperation } from './arm-operation.ts';
import { armOperations } from './arm-operations.ts';
import type { AzureResult } from './azure-result.ts';
import { observedAt } from './read-list.ts';

/** What Azure's own probes say of every backend of one rule. Takes seconds to minutes. One item, or a failure. */
export async function readRuleHealth(
  context: ReadContext,
  loadBalancerId: string,
  rule: string,
): Promise<AzureResult<RuleHealth>> {
  const loadBalancer = armName(loadBalancerId);
  const done = await runOperation(context, {
    operation: armOperations.startRuleHealth,
    family: 'ruleHealth',
    path: `${loadBalancerId}/loadBalancingRules/${rule}/health`,
    subject: `backend health of rule ${rule} of load balancer ${loadBalancer}`,
  });
  if (done.state !== 'done') return done;
  const at = observedAt(context);
  const parsed = parseRuleHealth(done.body, { loadBalancer, rule, observedAt: at });
  if (parsed.ok) return { state: 'ok', items: [parsed.value], observedAt: at };
  const { object, pointer, message } = parsed.problem;
  const why = `the answer is no health report: ${object} ${pointer}: ${message}`;
  return {
    state: 'failed',
    cause: 'unreadable',
    message: `Could not read backend health of rule ${rule} of load balancer ${loadBalancer}: ${why}`,
    retriable: true,
    retryAfterSeconds: null,
  };
}
