import { expect, it } from 'vitest';
import { analyze } from '../../lib/analysis/analyze.ts';
import { reportService } from '../../lib/analysis/report-service.ts';
import { testNode, testService, testSnapshot } from '../../lib/analysis/testing/world.ts';
import { watchService } from '../../lib/server/events/watched-service.ts';
import { packServicePage } from './pack-service-page.ts';
import { serviceReaders } from './service-readers.ts';
import { unpackServicePage } from './unpack-service-page.ts';

const nodes = Array.from({ length: 200 }, (_, index) => testNode(`n${index}`, index));
const worldOn = (node: string) =>
  analyze(testSnapshot({ nodes, services: [testService('web')], endpoints: { web: [{ node }] } }));

it('shows after an event exactly what the report of the Service says, and which nodes changed', () => {
  const before = worldOn('n0');
  const after = worldOn('n1');
  const [key = ''] = before.services.keys();
  const [namespace = '', name = ''] = key.split('/');
  const packed = packServicePage('a', 'live', before, { namespace, name });
  if (packed === null) throw new Error('the world has no such Service');
  const { content } = watchService(null, key, { analysis: after, version: 2 });
  const applied = serviceReaders['service']?.(unpackServicePage(packed), { version: 2, ...JSON.parse(content) });
  expect(applied?.data.report).toEqual(reportService(after, { namespace, name }));
  expect(applied?.changed).toHaveLength(2);
});

it('does not take the event of another release for data', () => {
  const world = worldOn('n0');
  const [key = ''] = world.services.keys();
  const [namespace = '', name = ''] = key.split('/');
  const packed = packServicePage('a', 'live', world, { namespace, name });
  if (packed === null) throw new Error('the world has no such Service');
  expect(serviceReaders['service']?.(unpackServicePage(packed), { version: 2, report: {} })).toBeNull();
});
