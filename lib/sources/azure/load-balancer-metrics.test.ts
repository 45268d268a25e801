import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadBalancersPath } from './testing/arm-bodies.ts';
import { connectToFake, fakeSource } from './testing/connect-to-fake.ts';
import { armError } from './testing/fake-answer.ts';
import { type FakeArm, startFakeArm } from './testing/fake-arm-server.ts';

let arm: FakeArm;
beforeEach(async () => {
  arm = await startFakeArm();
});
afterEach(() => arm.close());

const id = (name: string) => `${loadBalancersPath}/${name}`;
const path = (name: string) => `${id(name)}/providers/Microsoft.Insights/metrics`;

function answer(metrics: string | null) {
  const names = (metrics ?? '').split(',');
  const data = [{ timeStamp: '2026-11-21T03:10:00Z', average: 100 }, { timeStamp: '2026-11-21T03:11:00Z' }];
  return { json: { value: names.map((value) => ({ name: { value }, timeseries: [{ metadatavalues: [], data }] })) } };
}

const read = (names: readonly string[], byBackend = true) =>
  fakeSource(connectToFake(arm.origin)).refresh({
    kind: 'loadBalancerMetrics',
    loadBalancerIds: names.map(id),
    byBackend,
  });

describe('metrics of load balancers', () => {
  test('are asked for the last 15 minutes, each metric split by the dimensions it has', async () => {
    arm.reply('GET', path('kubernetes'), ({ query }) => answer(query.get('metricnames')));
    const result = await read(['kubernetes']);
    expect(result).toMatchObject({
      state: 'ok',
      items: [
        {
          id: id('kubernetes'),
          observedAt: '2026-11-21T03:12:00.000Z',
          series: [
            { metric: 'VipAvailability', values: [100, null] },
            { metric: 'DipAvailability' },
            { metric: 'UsedSnatPorts' },
            { metric: 'AllocatedSnatPorts' },
          ],
        },
      ],
    });
    const asked = arm.requests.map(({ query }) => [query.get('metricnames'), query.get('$filter')]);
    expect(asked.toSorted()).toEqual([
      ['DipAvailability', "FrontendIPAddress eq '*' and FrontendPort eq '*' and BackendIPAddress eq '*'"],
      ['UsedSnatPorts,AllocatedSnatPorts', "BackendIPAddress eq '*'"],
      ['VipAvailability', "FrontendIPAddress eq '*' and FrontendPort eq '*'"],
    ]);
    const { query } = arm.requests[0] ?? { query: new URLSearchParams() };
    expect(query.get('timespan')).toBe('2026-11-21T02:57:00.000Z/2026-11-21T03:12:00.000Z');
    expect([query.get('interval'), query.get('aggregation')]).toEqual(['PT1M', 'Average']);
    expect(Number(query.get('top'))).toBeGreaterThan(10);
  });

  test('of a large load balancer are not split by backend', async () => {
    arm.reply('GET', path('kubernetes'), ({ query }) => answer(query.get('metricnames')));
    await read(['kubernetes'], false);
    const filters = arm.requests.map(({ query }) => query.get('$filter'));
    expect(filters.filter((filter) => filter?.includes('FrontendPort') && filter.includes('Backend'))).toEqual([]);
  });

  test('are kept where one of them cannot be read, and the problem is told', async () => {
    arm.reply('GET', path('kubernetes'), ({ query }) =>
      query.get('metricnames')?.includes('Snat') === true
        ? armError(400, 'BadRequest', 'Metric: UsedSnatPorts does not support requested dimension')
        : answer(query.get('metricnames')),
    );
    expect(await read(['kubernetes'])).toMatchObject({
      state: 'partial',
      items: [{ series: [{ metric: 'VipAvailability' }, { metric: 'DipAvailability' }] }],
      problems: [{ object: 'metrics of kubernetes' }],
    });
  });

  test('that may not be read name the permission', async () => {
    const message = `The client does not have authorization to perform action 'Microsoft.Insights/metrics/read' over scope '${path('kubernetes')}'`;
    arm.reply('GET', path('kubernetes'), armError(403, 'AuthorizationFailed', message));
    expect(await read(['kubernetes'])).toMatchObject({ state: 'denied', action: 'Microsoft.Insights/metrics/read' });
  });

  test('of one load balancer do not wait for those of another that fails', async () => {
    arm.reply('GET', path('kubernetes'), ({ query }) => answer(query.get('metricnames')));
    arm.reply('GET', path('other'), { json: { hello: 'there' } });
    expect(await read(['kubernetes', 'other'])).toMatchObject({
      state: 'partial',
      items: [{ id: id('kubernetes') }],
      problems: [{ object: 'metrics of load balancer other', cause: 'unreadable' }],
    });
  });
});
