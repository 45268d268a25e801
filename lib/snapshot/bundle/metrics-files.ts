import { armName } from '../arm-id.ts';
import type { LoadBalancerMetrics, MetricSeries } from '../load-balancer-metrics.ts';
import type { Loaded } from '../snapshot.ts';
import { describeValue } from '../wire/issue-message.ts';
import { parseMetrics } from '../wire/parse-metrics.ts';
import { propertyOf } from '../wire/plain-object.ts';
import { instant } from '../wire/wire-fields.ts';
import type { BundleProblem } from './bundle-problem.ts';
import type { Outcome } from './decode-list.ts';
import { readJson } from './read-json.ts';

export const METRICS_ACTION = 'Microsoft.Insights/metrics/read';
const METRICS_FILE = /^azure\/metrics\/([^/]+)\.json$/;
/** Tells that there are none from not loaded; no load balancer can be called so. */
const NONE_PATH = 'azure/metrics/_none.json';

/** Files of `azure/metrics`, one for each load balancer. */
export function encodeMetrics(metrics: Loaded<LoadBalancerMetrics>): ReadonlyMap<string, string> {
  if (metrics === null) return new Map();
  const files = metrics.map(({ id, observedAt, series }): [string, string] => [
    `azure/metrics/${encodeURIComponent(armName(id))}.json`,
    `${JSON.stringify({ id, observedAt, value: series.map(toWire) })}\n`,
  ]);
  return new Map(files.length === 0 ? [[NONE_PATH, '{}\n']] : files);
}

function toWire({ metric, frontendIP, frontendPort, backendIP, startsAt, values }: MetricSeries): object {
  const dimensions = { frontendipaddress: frontendIP, frontendport: frontendPort, backendipaddress: backendIP };
  return {
    name: { value: metric },
    timeseries: [
      {
        metadatavalues: Object.entries(dimensions).flatMap(([name, value]) =>
          value === null ? [] : [{ name: { value: name }, value: String(value) }],
        ),
        data: values.map((average, minute) => ({
          timeStamp: new Date(Date.parse(startsAt) + minute * 60_000).toISOString(),
          ...(average === null ? {} : { average }),
        })),
      },
    ],
  };
}

export const metricsList = {
  path: 'azure/metrics/<load balancer>.json',
  command: 'az monitor metrics list --resource <load balancer id> --metrics VipAvailability',
  required: false,
  isList: true,
} as const;

export interface DecodedMetrics {
  readonly metrics: Loaded<LoadBalancerMetrics>;
  readonly outcome: Outcome;
  readonly problems: readonly BundleProblem[];
}

/**
 * Reads `azure/metrics/<load balancer>.json`: a body of Azure Monitor, with `id` of the load balancer beside it, and
 * `observedAt` where it is known. Without an id it is that of the load balancer of the file's name.
 */
export function decodeMetrics(
  files: ReadonlyMap<string, string>,
  idOf: (loadBalancer: string) => string | null,
  takenAt: string,
): DecodedMetrics {
  const metrics: LoadBalancerMetrics[] = [];
  const problems: BundleProblem[] = [];
  let denied = false;
  const own = [...files].filter(([path]) => METRICS_FILE.test(path));
  for (const [file, source] of own) {
    if (file === NONE_PATH) continue;
    const read = readFile(file, source, idOf, takenAt);
    if (read.kind === 'metrics') metrics.push(read.metrics);
    else problems.push(read.problem);
    if (read.kind === 'problem') denied ||= read.denied;
  }
  metrics.sort((a, b) => (a.id < b.id ? -1 : 1));
  const holdsData = metrics.length > 0 || (own.length > 0 && problems.length === 0);
  const base = { resource: 'loadBalancerMetrics', holdsData, denied: null };
  const [first] = problems;
  if (first === undefined) {
    const state = own.length === 0 ? 'absent' : 'live';
    return { metrics: holdsData ? metrics : null, outcome: { ...base, state, error: null }, problems };
  }
  const error = `${problems.length} of ${own.length} files of metrics could not be read, first ${first.file}${first.pointer}: ${first.message}`;
  const isDenied = !holdsData && denied;
  const permission = { verb: METRICS_ACTION, resource: 'the node resource group' };
  const outcome = { ...base, error, denied: isDenied ? permission : null };
  return {
    metrics: holdsData ? metrics : null,
    outcome: { ...outcome, state: isDenied ? 'denied' : 'partial' },
    problems,
  };
}

type ReadFile =
  | { readonly kind: 'metrics'; readonly metrics: LoadBalancerMetrics }
  | { readonly kind: 'problem'; readonly problem: BundleProblem; readonly denied: boolean };

function readFile(
  file: string,
  source: string,
  idOf: (loadBalancer: string) => string | null,
  takenAt: string,
): ReadFile {
  const refuse = (pointer: string, message: string, denied = false): ReadFile => ({
    kind: 'problem',
    problem: { file, pointer, message },
    denied,
  });
  const json = readJson(source);
  if (json.kind === 'unreadable') return refuse('', json.message);
  if (json.kind === 'refused') return refuse('', `holds an error: ${json.refusal.message}`, json.refusal.denied);
  const name = METRICS_FILE.exec(file)?.[1] ?? '';
  const written = propertyOf(json.value, 'id');
  const id = typeof written === 'string' && written !== '' ? written : idOf(name);
  if (id === null) return refuse('', `no load balancer is called ${name}; expected its ARM id as id`);
  const when = propertyOf(json.value, 'observedAt') ?? takenAt;
  const observedAt = instant.safeParse(when);
  if (!observedAt.success) return refuse('/observedAt', `expected an RFC 3339 time, found ${describeValue(when)}`);
  const parsed = parseMetrics(json.value, { id, observedAt: observedAt.data });
  if (parsed.ok) return { kind: 'metrics', metrics: parsed.value };
  return refuse(parsed.problem.pointer, parsed.problem.message);
}
