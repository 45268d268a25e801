import type { LoadBalancer, Rule } from '../../azure/cloud.ts';
import { membersHealth } from '../../azure/member-health.ts';
import { hashString } from '../../kernel/seeded-random.ts';
import type { World } from '../../kernel/world.ts';
import { ARM_HOST, type ArmAnswer, type ArmContext, armError } from './arm-context.ts';

/** A health question takes a few seconds and a few polls. */
const POLLS = 2;
const KEPT = 500;

function bodyOf(world: World, lb: LoadBalancer, rule: Rule) {
  const health = membersHealth(world, lb, rule);
  const loadBalancerBackendAddresses = health.map(({ member, state, reason }) => ({
    ...(member.nic === null ? {} : { networkInterfaceIPConfigurationId: member.nic }),
    ipAddress: member.ip,
    state: state ?? '',
    reason,
  }));
  return {
    up: health.filter((one) => one.state === 'Up').length,
    down: health.filter((one) => one.state === 'Down').length,
    loadBalancerBackendAddresses,
  };
}

const pollHeaders = (world: World, id: string): Record<string, string> => ({
  location: `${ARM_HOST}/subscriptions/${world.settings.subscriptionId}/providers/Microsoft.Network/locations/${world.settings.region}/operationResults/${id}?api-version=2025-05-01`,
  'retry-after': '1',
});

/** Begins to answer how the members of a rule are: 202, and where to ask again. */
export function startRuleHealth(context: ArmContext, loadBalancer: string, ruleName: string): ArmAnswer {
  const { world } = context;
  const lb = [...world.cloud.loadBalancers.values()].find(
    (one) => one.name.toLowerCase() === loadBalancer.toLowerCase(),
  );
  const rule = lb?.rules.find((one) => one.name.toLowerCase() === ruleName.toLowerCase());
  if (lb === undefined || rule === undefined)
    return armError(
      404,
      'NotFound',
      `Resource loadBalancingRules/${ruleName} of load balancer ${loadBalancer} was not found.`,
    );
  if (rule.probe === null)
    return armError(
      400,
      'LoadBalancingRuleHasNoProbe',
      `Load balancing rule ${rule.name} has no health probe; its health cannot be read.`,
    );
  const number = hashString(`${world.seed}/${lb.name}/${rule.name}/${context.operations.size}/${world.now}`);
  const id = `${number.toString(16).padStart(8, '0')}-0000-4000-8000-${`${context.operations.size}`.padStart(12, '0')}`;
  context.operations.set(id, { loadBalancer: lb.name, rule: rule.name, startedAt: world.now, polls: 0 });
  for (const old of context.operations.keys()) {
    if (context.operations.size <= KEPT) break;
    context.operations.delete(old);
  }
  return { status: 202, body: '', headers: pollHeaders(world, id) };
}

/** The answer, once it is there: the first poll still has to wait. */
export function pollRuleHealth(context: ArmContext, id: string): ArmAnswer {
  const { world } = context;
  const operation = context.operations.get(id);
  if (operation === undefined) return armError(404, 'OperationNotFound', `The operation ${id} was not found.`);
  operation.polls++;
  if (operation.polls < POLLS) return { status: 202, body: '', headers: pollHeaders(world, id) };
  const lb = world.cloud.loadBalancers.get(operation.loadBalancer);
  const rule = lb?.rules.find((one) => one.name === operation.rule);
  if (lb === undefined || rule === undefined)
    return armError(404, 'NotFound', `Load balancing rule ${operation.rule} no longer exists.`);
  return { status: 200, body: bodyOf(world, lb, rule) };
}
