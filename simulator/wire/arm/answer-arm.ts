import { nodeResourceGroupOf } from '../../kernel/settings.ts';
import { withinBudget } from './arm-budget.ts';
import { ARM_HOST, type ArmAnswer, type ArmContext, type ArmRequest, armError } from './arm-context.ts';
import { type ArmPath, parseArmPath, sameName } from './arm-paths.ts';
import { childList, collections, isNamed, type Named } from './collections.ts';
import { instanceView, machinesOf } from './compute-bodies.ts';
import { metricsBatch, metricsOf } from './metrics-routes.ts';
import { queryResourceGraph } from './resource-graph.ts';
import { pollRuleHealth, startRuleHealth } from './rule-health.ts';
import { subscriptionRoute } from './subscription-routes.ts';

const PAGE = 50;

/** One page of a list; the address of the next is absolute, and names the real host. */
function pageOf(raw: ArmRequest, items: readonly Named[]): ArmAnswer {
  const start = Number(raw.query.get('$skiptoken') ?? 0) || 0;
  const value = items.slice(start, start + PAGE);
  const next = start + value.length;
  if (next >= items.length) return { status: 200, body: { value } };
  const query = new URLSearchParams(raw.query);
  query.set('$skiptoken', `${next}`);
  return { status: 200, body: { value, nextLink: `${ARM_HOST}${raw.path}?${query}` } };
}

const notFound = (path: ArmPath): ArmAnswer =>
  armError(
    404,
    'ResourceNotFound',
    `The Resource '${path.type}/${path.names.at(-1) ?? ''}' under resource group '${path.group ?? ''}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );

function groupProblem(context: ArmContext, path: ArmPath, home: 'node' | 'cluster'): ArmAnswer | 'elsewhere' | null {
  const { settings } = context.world;
  if (path.group === null) return null;
  const groups = [settings.resourceGroup, nodeResourceGroupOf(settings)];
  const known = groups.find((name) => sameName(name, path.group ?? ''));
  if (known === undefined)
    return armError(404, 'ResourceGroupNotFound', `Resource group '${path.group}' could not be found.`);
  return known === groups[home === 'node' ? 1 : 0] ? null : 'elsewhere';
}

const INSTANCE_VIEW = 'microsoft.compute/virtualmachinescalesets/virtualmachines/instanceview';

function instanceViewOf(context: ArmContext, path: ArmPath): ArmAnswer {
  const [scaleSet = '', instance = ''] = path.names;
  const machine = machinesOf(context.world, scaleSet).find((one) => `${one.instanceId}` === instance);
  return machine === undefined ? notFound(path) : { status: 200, body: instanceView(machine) };
}

/** Answers for a resource of a known type: its list, itself, or a list below it. */
function resourceRoute(context: ArmContext, raw: ArmRequest, path: ArmPath): ArmAnswer {
  const collection = collections[path.type];
  const expand = /instanceview/i.test(raw.query.get('$expand') ?? '');
  if (collection !== undefined) {
    const problem = groupProblem(context, path, collection.home);
    if (problem !== null && problem !== 'elsewhere') return problem;
    const items = problem === 'elsewhere' ? [] : collection.list(context.world);
    const [name] = path.names;
    if (name === undefined) return pageOf(raw, items);
    const found = items.find((one) => isNamed(one, name));
    return found === undefined ? notFound(path) : { status: 200, body: found };
  }
  if (path.type === INSTANCE_VIEW) return instanceViewOf(context, path);
  const children = childList(context.world, path.type, path.names, expand);
  if (children === null) return notFound(path);
  const depth = path.type.split('/').length - 1;
  if (path.names.length < depth) return pageOf(raw, children);
  const found = children.find((one) => isNamed(one, path.names.at(-1) ?? ''));
  return found === undefined ? notFound(path) : { status: 200, body: found };
}

function route(context: ArmContext, raw: ArmRequest): ArmAnswer {
  if (/\/metrics:getBatch$/i.test(raw.path) && raw.method === 'POST') return metricsBatch(context, raw);
  const path = parseArmPath(raw.path);
  if (path.type === 'microsoft.resourcegraph/resources' && raw.method === 'POST')
    return queryResourceGraph(context, raw.body);
  const general = subscriptionRoute(context, raw, path);
  if (general !== null) return general;
  if (path.type === 'microsoft.insights/metrics')
    return metricsOf(
      context,
      raw,
      raw.path.replace(/\/providers\/microsoft\.insights\/metrics.*$/i, '').replace(/^\/+/, '/'),
    );
  if (path.type === 'microsoft.network/locations/operationresults') return pollRuleHealth(context, path.names[1] ?? '');
  if (path.type === 'microsoft.network/loadbalancers/loadbalancingrules/health') {
    if (raw.method !== 'POST') return armError(405, 'MethodNotAllowed', 'the health of a rule is asked for with POST');
    return startRuleHealth(context, path.names[0] ?? '', path.names[1] ?? '');
  }
  if (raw.method !== 'GET') return armError(405, 'MethodNotAllowed', 'the simulator of ARM is read-only');
  return resourceRoute(context, raw, path);
}

/** An ARM request, from its words to the answer. Does no input or output itself. */
export function answerArm(context: ArmContext, raw: ArmRequest): ArmAnswer {
  if (raw.headers.authorization === undefined && !raw.path.includes('/oauth2/'))
    return armError(401, 'AuthenticationFailed', "Authentication failed. The 'Authorization' header is missing.");
  return withinBudget(context, raw, () => route(context, raw));
}
