import { beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  findingListSchema,
  loadBalancerListSchema,
  nodeDocumentSchema,
  serviceDocumentSchema,
} from '../../../lib/report/cluster-documents.ts';
import { clusterSummarySchema } from '../../../lib/report/cluster-summary.ts';
import { encodedReportSchema } from '../../../lib/report/encoded-report.ts';
import { reportSchema } from '../../../lib/report/report.ts';
import { clusterListSchema } from '../../../lib/server/contract/cluster-list.ts';
import { problemSchema } from '../../../lib/server/contract/problem.ts';
import { registerClusters } from '../../../lib/server/registry.ts';
import {
  type ChangingCluster,
  changingCluster,
  withoutEndpoints,
} from '../../../lib/server/testing/changing-cluster.ts';
import { routeOf } from '../../../lib/server/testing/route-of.ts';

let cluster: ChangingCluster;

beforeEach(() => {
  cluster = changingCluster('prod');
  registerClusters([cluster, changingCluster('west')]);
});

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return routeOf(path)(new Request(`http://localhost${path}`, { headers }));
}

async function read<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  return schema.parse(await response.json());
}

async function problemOf(path: string): Promise<z.infer<typeof problemSchema>> {
  const response = await get(path);
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const document = problemSchema.parse(await response.json());
  expect(document.status).toBe(response.status);
  return document;
}

describe('documents keep the contract', () => {
  test('clusters', async () => {
    const { clusters } = await read('/api/v1/clusters', clusterListSchema);
    expect(clusters.map(({ id, services, nodes, origin }) => ({ id, services, nodes, origin }))).toEqual([
      { id: 'prod', services: 2, nodes: 2, origin: 'live' },
      { id: 'west', services: 2, nodes: 2, origin: 'live' },
    ]);
  });

  test('the report, plain and as runs', async () => {
    const report = await read('/api/v1/clusters/prod', reportSchema.strict());
    expect(report.services.map((service) => service.name)).toEqual(['api', 'web']);
    const runs = await read('/api/v1/clusters/prod?encoding=node-runs', encodedReportSchema.strict());
    expect(runs.nodes.map((node) => node.name)).toEqual(['n0', 'n1']);
    expect(runs.services).toHaveLength(2);
  });

  test('the summary', async () => {
    expect((await read('/api/v1/clusters/prod/summary', clusterSummarySchema)).services).toHaveLength(2);
  });

  test('a Service with its findings', async () => {
    cluster.change(withoutEndpoints('web'));
    const service = await read('/api/v1/clusters/prod/services/shop/web', serviceDocumentSchema.strict());
    expect(service).toMatchObject({ formatVersion: 1, cluster: 'test', name: 'web', status: 'failing' });
    expect(service.findings.map((finding) => finding.code)).toContain('no-ready-endpoints');
  });

  test('a node and who loses what with it', async () => {
    const node = await read('/api/v1/clusters/prod/nodes/n0', nodeDocumentSchema.strict());
    expect(node).toMatchObject({ name: 'n0', known: true, pool: 'apps', ready: true });
    const report = await read('/api/v1/clusters/prod', reportSchema);
    for (const { name, share, atRiskWhileProbed, windowSeconds, rules } of node.services) {
      const service = report.services.find((candidate) => candidate.name === name);
      const policy = service?.policies[service.externalTrafficPolicy];
      expect({ share }).toEqual({ share: policy?.nodes.find((row) => row.name === 'n0')?.share });
      expect(policy?.blastRadius.find((row) => row.node === 'n0')).toMatchObject({ atRiskWhileProbed, windowSeconds });
      const verdict = service?.verdicts.find((row) => row.node === 'n0');
      expect(rules).toEqual([
        { rule: verdict?.rule, verdict: verdict?.verdict, because: verdict?.because, known: verdict?.known },
      ]);
    }
    expect(node.services.map((service) => [service.name, service.pods])).toEqual([
      ['api', 1],
      ['web', 1],
    ]);
  });

  test('load balancers', async () => {
    const { loadBalancers } = await read('/api/v1/clusters/prod/load-balancers', loadBalancerListSchema);
    expect(loadBalancers.map((balancer) => balancer.name)).toEqual(['kubernetes']);
  });

  test('findings, all and chosen', async () => {
    cluster.change(withoutEndpoints('web'));
    const codes = async (query: string) => {
      const { findings } = await read(`/api/v1/clusters/prod/findings${query}`, findingListSchema);
      return findings.map((finding) => `${finding.code} ${finding.service?.name}`);
    };
    const all = await codes('');
    expect(all).toContain('no-ready-endpoints web');
    expect(await codes('?severity=critical')).toEqual(['no-ready-endpoints web']);
    expect(await codes('?severity=info')).toEqual(all);
    expect(await codes('?service=shop/web')).toEqual(all.filter((found) => found.endsWith(' web')));
    expect(await codes('?code=no-ready-endpoints&service=shop/api')).toEqual([]);
  });
});

describe('a document that the asker has', () => {
  test('is not sent again until it changes', async () => {
    const first = await get('/api/v1/clusters/prod/summary');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]+"$/);
    const ask = () => get('/api/v1/clusters/prod/summary', { 'if-none-match': `"other", ${etag}` });
    const again = await ask();
    expect(again.status).toBe(304);
    expect(again.headers.get('etag')).toBe(etag);
    expect(await again.text()).toBe('');
    cluster.change(withoutEndpoints('web'));
    const changed = await ask();
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  test('has another tag for another question or cluster', async () => {
    const tag = async (path: string, headers = {}) => (await get(path, headers)).headers.get('etag');
    const tags = [
      await tag('/api/v1/clusters'),
      await tag('/api/v1/clusters/prod'),
      await tag('/api/v1/clusters/prod?encoding=node-runs'),
      await tag('/api/v1/clusters/west'),
    ];
    expect(new Set(tags).size).toBe(tags.length);
  });
});

describe('a question that cannot be answered is explained', () => {
  test.each([
    ['/api/v1/clusters/nope', 404, 'unknown-cluster', 'There is no cluster "nope". Served here: prod, west.'],
    [
      '/api/v1/clusters/prod/services/shop/nope',
      404,
      'unknown-service',
      'Cluster "prod" has no Service shop/nope of type LoadBalancer.',
    ],
    ['/api/v1/clusters/prod/nodes/nope', 404, 'unknown-node', 'Cluster "prod" has no node "nope".'],
    ['/api/v1/clusters?page=2', 400, 'unknown-parameter', 'This address takes no parameters, not "page".'],
    [
      '/api/v1/clusters/prod/findings?sevrity=high',
      400,
      'unknown-parameter',
      'This address takes "severity", "code", "service", not "sevrity".',
    ],
    [
      '/api/v1/clusters/prod/findings?severity=bad',
      400,
      'bad-parameter',
      '"severity" is "bad": expected critical, high, medium, low, info.',
    ],
    ['/api/v1/clusters/prod/findings?code=a&code=b', 400, 'bad-parameter', '"code" is given 2 times.'],
    ['/api/v1/clusters/prod/events?service=web', 400, 'bad-parameter', '"service" is "web": expected namespace/name.'],
    ['/api/v1/clusters/prod?__proto__=1', 400, 'unknown-parameter', 'This address takes "encoding", not "__proto__".'],
    ['/api/v2/clusters', 404, 'not-found', 'No such address. /api/v1/openapi.json describes those that there are.'],
    [
      '/api/v1/namespaces/kube-system/secrets',
      404,
      'not-found',
      'No such address. /api/v1/openapi.json describes those that there are.',
    ],
  ])('%s', async (path, status, kind, detail) => {
    expect(await problemOf(path)).toMatchObject({
      status,
      type: `urn:aks-ingress-health:problem:${kind}`,
      detail,
      instance: path.split('?')[0],
    });
  });

  test('a failure says nothing but where to look', async () => {
    registerClusters([{ ...cluster, current: () => Reflect.get({}, 'none').state }]);
    expect(await problemOf('/api/v1/clusters/prod')).toMatchObject({
      status: 500,
      detail: 'The log of the server says why.',
    });
  });
});
