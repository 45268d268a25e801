import { armName, normalizeArmId } from '../../snapshot/arm-id.ts';
import type { LoadBalancerMetrics, MetricName } from '../../snapshot/load-balancer-metrics.ts';
import { parseMetrics } from '../../snapshot/wire/parse-metrics.ts';
import { type ArmRead, type ReadContext, sendArm } from './arm-get.ts';
import { armOperations } from './arm-operations.ts';
import type { AzureRequest } from './azure-request.ts';
import type { AzureProblem, AzureResult } from './azure-result.ts';
import { collected, combineResults, problemOf, type ResultPart } from './combine-results.ts';
import { observedAt } from './read-list.ts';

const SPAN_MS = 15 * 60_000;
/** Azure tells ten series unless asked for more. */
const SERIES_MAX = 2000;

/** Metrics that are split by the same dimensions can be asked for together, others cannot. */
interface Question {
  readonly metrics: readonly MetricName[];
  readonly splitBy: readonly string[];
}

function questions(byBackend: boolean): readonly Question[] {
  const frontend = ['FrontendIPAddress', 'FrontendPort'];
  return [
    { metrics: ['VipAvailability'], splitBy: frontend },
    { metrics: ['DipAvailability'], splitBy: byBackend ? [...frontend, 'BackendIPAddress'] : frontend },
    { metrics: ['UsedSnatPorts', 'AllocatedSnatPorts'], splitBy: ['BackendIPAddress'] },
  ];
}

/** The last 15 minutes of each load balancer: one item each. A metric that cannot be read is a problem of its item. */
export async function readLoadBalancerMetrics(
  context: ReadContext,
  { loadBalancerIds, byBackend }: AzureRequest<'loadBalancerMetrics'>,
): Promise<AzureResult<LoadBalancerMetrics>> {
  const asked = questions(byBackend);
  const parts = await Promise.all(
    loadBalancerIds.map(async (id): Promise<ResultPart<LoadBalancerMetrics>> => {
      const answers = await Promise.all(asked.map((question) => readQuestion(context, id, question)));
      return { object: `metrics of load balancer ${armName(id)}`, id: normalizeArmId(id), result: joined(id, answers) };
    }),
  );
  return combineResults(parts, observedAt(context));
}

async function readQuestion(
  context: ReadContext,
  id: string,
  { metrics, splitBy }: Question,
): Promise<AzureResult<LoadBalancerMetrics>> {
  const now = context.connection.clock.now();
  const read: ArmRead = {
    operation: armOperations.listMetrics,
    family: 'metrics',
    path: `${id}/providers/Microsoft.Insights/metrics`,
    query: {
      metricnames: metrics.join(','),
      timespan: `${new Date(now - SPAN_MS).toISOString()}/${new Date(now).toISOString()}`,
      interval: 'PT1M',
      aggregation: 'Average',
      $filter: splitBy.map((name) => `${name} eq '*'`).join(' and '),
      top: String(SERIES_MAX),
    },
    subject: `${metrics.join(' and ')} of load balancer ${armName(id)}`,
  };
  const answer = await sendArm(context, 'GET', read);
  if (answer.state === 'refused') return answer.failure;
  const at = observedAt(context);
  const parsed = parseMetrics(answer.body, { id, observedAt: at });
  if (parsed.ok) return { state: 'ok', items: [parsed.value], observedAt: at };
  const { pointer, message } = parsed.problem;
  return {
    state: 'failed',
    cause: 'unreadable',
    message: `Could not read ${read.subject}: the answer is none of Azure Monitor: ${pointer}: ${message}`,
    retriable: true,
    retryAfterSeconds: null,
  };
}

/** The series of all answers as one item; the first failure when there is no answer. */
function joined(id: string, answers: readonly AzureResult<LoadBalancerMetrics>[]): AzureResult<LoadBalancerMetrics> {
  const read = answers.flatMap((answer) => ('items' in answer ? answer.items : []));
  const failures = answers.flatMap((answer) => ('items' in answer ? [] : [answer]));
  const [first] = failures;
  const newest = read.at(-1);
  if (newest === undefined) return first ?? { state: 'ok', items: [], observedAt: '' };
  const problems = failures.map((failure): AzureProblem => problemOf(`metrics of ${armName(id)}`, newest.id, failure));
  const series = read.flatMap((item) => item.series);
  return collected([{ ...newest, series }], problems, newest.observedAt);
}
