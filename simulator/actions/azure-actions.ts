import { z } from 'zod';
import { scaleSetId } from '../azure/arm-ids.ts';
import type { LoadBalancer } from '../azure/cloud.ts';
import { writeLoadBalancer } from '../azure/load-balancers.ts';
import { baseName } from '../azure/names.ts';
import { writeSecurityRules } from '../azure/security-rules.ts';
import { note, type World } from '../kernel/world.ts';
import type { ActionOf } from './action.ts';
import { ActionError, findMachine } from './find-node.ts';

const ruleEdit = z.strictObject({
  backendPort: z.number().optional(),
  frontendPort: z.number().optional(),
  floatingIP: z.boolean().optional(),
  tcpReset: z.boolean().optional(),
  idleMinutes: z.number().optional(),
  loadDistribution: z.enum(['Default', 'SourceIP', 'SourceIPProtocol']).optional(),
  probe: z.string().nullable().optional(),
});
const probeEdit = z.strictObject({
  protocol: z.enum(['Tcp', 'Http', 'Https']).optional(),
  port: z.number().optional(),
  path: z.string().nullable().optional(),
  intervalSeconds: z.number().optional(),
  threshold: z.number().optional(),
  noHealthyBackends: z.enum(['AllProbedDown', 'AllProbedUp']).optional(),
});
const memberEdit = z.strictObject({ adminState: z.enum(['None', 'Up', 'Down']) });

/** Only fields that are given; an absent one must not overwrite. */
const given = <T extends object>(edit: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

function loadBalancer(world: World, name: string): LoadBalancer {
  const found = world.cloud.loadBalancers.get(name);
  if (found === undefined) throw new ActionError(`load balancer ${name} does not exist`);
  return found;
}

/** The name of a part, or that of the first part of a Service. */
function partName(world: World, wanted: string, parts: readonly { readonly name: string }[]): string {
  const key = /^service:(.+)$/.exec(wanted)?.[1];
  const service = key === undefined ? undefined : world.store.get('services', key);
  const found = parts.find((one) =>
    service === undefined ? one.name === wanted : one.name.startsWith(baseName(service)),
  );
  if (found === undefined)
    throw new ActionError(`"${wanted}" is not among ${parts.map((one) => one.name).join(', ') || 'nothing'}`);
  return found.name;
}

const parse = <T>(schema: z.ZodType<T>, set: unknown): T => {
  const parsed = schema.safeParse(set);
  if (parsed.success) return parsed.data;
  throw new ActionError(`set: ${z.prettifyError(parsed.error)}`);
};

/** Someone changes a load balancer by hand: the cloud controller does not notice, and does not repair it. */
export function portalEdit(world: World, action: ActionOf<'portal-edit'>): void {
  const lb = loadBalancer(world, action.loadBalancer);
  note(world, `portal edit of ${action.of} ${action.name}`);
  if (action.of === 'rule') {
    const name = partName(world, action.name, lb.rules);
    const edit = given(parse(ruleEdit, action.set));
    writeLoadBalancer(world, lb, { rules: lb.rules.map((rule) => (rule.name === name ? { ...rule, ...edit } : rule)) });
  } else if (action.of === 'probe') {
    const name = partName(world, action.name, lb.probes);
    const edit = given(parse(probeEdit, action.set));
    writeLoadBalancer(world, lb, {
      probes: lb.probes.map((probe) => (probe.name === name ? { ...probe, ...edit } : probe)),
    });
  } else {
    const { nodeName } = findMachine(world, action.name);
    const edit = parse(memberEdit, action.set);
    const pools = lb.pools.map((pool) => ({
      ...pool,
      members: pool.members.map((one) => (one.nodeName === nodeName ? { ...one, ...edit } : one)),
    }));
    writeLoadBalancer(world, lb, { pools });
  }
}

/** A pool member whose machine does not exist: what a failed clean-up leaves behind. */
export function addGhost(world: World, action: ActionOf<'ghost-member'>): void {
  const lb = loadBalancer(world, action.loadBalancer);
  const scaleSet = action.name.replace(/[0-9a-z]{6}$/, '');
  const instance = Number.parseInt(action.name.slice(-6), 36);
  const nic = `${scaleSetId(world.settings, scaleSet)}/virtualMachines/${instance}/networkInterfaces/${scaleSet}/ipConfigurations/ipconfig1`;
  const pools = lb.pools.map((pool) => {
    if (!lb.rules.some((rule) => rule.pool === pool.name)) return pool;
    const ghost = {
      nodeName: action.name,
      nic: pool.kind === 'nic' ? nic : null,
      ip: action.ip,
      adminState: 'None' as const,
    };
    return { ...pool, members: [...pool.members, ghost] };
  });
  writeLoadBalancer(world, lb, { pools });
}

export function securityRule(world: World, action: ActionOf<'security-rule'>): void {
  const group = [...world.cloud.securityGroups.values()][0];
  if (group === undefined) throw new ActionError('there is no network security group');
  const others = group.rules.filter((rule) => rule.name !== action.name);
  const { name, priority, access, sources, ports } = action;
  const rule = {
    name,
    priority,
    access,
    direction: 'Inbound' as const,
    protocol: '*' as const,
    sources,
    destinations: ['*'],
    ports,
  };
  note(world, `security rule ${name} ${action.remove ? 'removed' : 'written'}`);
  writeSecurityRules(world, group, action.remove ? others : [...others, rule].sort((a, b) => a.priority - b.priority));
}
