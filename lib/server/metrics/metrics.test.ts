import { beforeEach, describe, expect, test } from 'vitest';
import { getMetrics } from '../api/get-metrics.ts';
import { openStreams } from '../events/open-streams.ts';
import { registerClusters } from '../registry.ts';
import {
  type ChangingCluster,
  changingCluster,
  withoutEndpoints,
  withoutService,
} from '../testing/changing-cluster.ts';
import { serveMetrics } from './serve-metrics.ts';

let cluster: ChangingCluster;
const now = Date.parse('2026-11-21T03:13:00Z');
const usage = {
  subscriptionId: 'sub',
  calls: { read: 3, write: 1 },
  outcomes: { ok: 3, 'client-error': 0, throttled: 1, 'server-error': 0, timeout: 0, network: 0, cancelled: 0 },
  durationMsSum: 1,
  durationMsMax: 1,
  remaining: { read: 11_000, write: null },
};

beforeEach(() => {
  cluster = changingCluster('prod');
  registerClusters([cluster]);
});

async function scrape(): Promise<string[]> {
  const response = await getMetrics();
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  return (await response.text()).split('\n');
}

describe('metrics', () => {
  test('say what is wrong, where, and how old the data is', async () => {
    serveMetrics(
      () => [],
      () => now,
    );
    cluster.change(withoutEndpoints('web'));
    const lines = await scrape();
    expect(lines).toContain('aks_ingress_health_services{cluster="prod",status="failing"} 1');
    expect(lines).toContain('aks_ingress_health_services{cluster="prod",status="degraded"} 0');
    expect(lines).toContain(
      'aks_ingress_health_findings{cluster="prod",code="no-ready-endpoints",severity="critical",acknowledged="false"} 1',
    );
    expect(lines).toContain('aks_ingress_health_service_lost_share{cluster="prod",namespace="shop",service="web"} 1');
    const rotation = 'aks_ingress_health_service_rotation_nodes{cluster="prod",namespace="shop",service="api"';
    expect(lines).toContain(`${rotation},policy="Local",configured="true"} 1`);
    expect(lines).toContain(`${rotation},policy="Cluster",configured="false"} 2`);
    expect(lines).toContain('aks_ingress_health_source_state{cluster="prod",source="azure",state="live"} 1');
    expect(lines).toContain('aks_ingress_health_source_age_seconds{cluster="prod",source="kubernetes"} 60');
    expect(lines).toContain('aks_ingress_health_snapshot_version{cluster="prod",origin="live"} 2');
  });

  test('of what is gone are gone', async () => {
    serveMetrics(
      () => [],
      () => now,
    );
    expect((await scrape()).some((line) => line.includes('service="web"'))).toBe(true);
    cluster.change(withoutService('web'));
    expect((await scrape()).some((line) => line.includes('service="web"'))).toBe(false);
  });

  test('count requests by kind, viewers, and calls to Azure', async () => {
    const { answered } = serveMetrics(
      () => [usage],
      () => now,
    );
    answered({ path: '/api/v1/clusters', method: 'GET', status: 200, durationSeconds: 0.01 });
    answered({ path: '/clusters/a', method: 'GET', status: 404, durationSeconds: 0.01 });
    answered({ path: '/api/v1/clusters/a/events', method: 'GET', status: 200, durationSeconds: 600 });
    const close = () => undefined;
    openStreams().add(close);
    const lines = await scrape();
    openStreams().delete(close);
    expect(lines).toContain('aks_ingress_health_http_requests_total{kind="api",method="GET",status="2xx"} 1');
    expect(lines).toContain('aks_ingress_health_http_requests_total{kind="page",method="GET",status="4xx"} 1');
    expect(lines).toContain('aks_ingress_health_http_request_duration_seconds_count{kind="api"} 1');
    expect(lines.some((line) => line.includes('duration_seconds_count{kind="stream"}'))).toBe(false);
    expect(lines).toContain('aks_ingress_health_sse_clients 1');
    expect(lines).toContain('aks_ingress_health_arm_remaining_calls{subscription="sub",kind="read"} 11000');
    expect(lines).toContain('aks_ingress_health_arm_calls_total{subscription="sub",outcome="throttled"} 1');
    expect(lines.some((line) => line.startsWith('process_resident_memory_bytes '))).toBe(true);
  });
});
