import { expect, it } from 'vitest';
import { analyze } from '../../lib/analysis/analyze.ts';
import { reportService } from '../../lib/analysis/report-service.ts';
import { testNode, testService, testSnapshot } from '../../lib/analysis/testing/world.ts';
import { packServicePage } from './pack-service-page.ts';
import { serviceReaders } from './service-readers.ts';
import { unpackServicePage } from './unpack-service-page.ts';

const nodes = Array.from({ length: 200 }, (_, index) => testNode(`n${index}`, index));

function worldOn(node: string) {
  const analysis = analyze(testSnapshot({ nodes, services: [testService('web')], endpoints: { web: [{ node }] } }));
  const [entry = ''] = analysis.services.keys();
  const [namespace = '', name = ''] = entry.split('/');
  const packed = packServicePage('a', 'live', analysis, { namespace, name });
  if (packed === null) throw new Error('the world has no such Service');
  return { packed, report: reportService(analysis, { namespace, name }) };
}

const read = serviceReaders['service'];

it('shows after an event exactly what the report of the Service says, and which nodes changed', () => {
  const after = worldOn('n1');
  const { nodes: table, service, findings } = after.packed;
  const event: unknown = JSON.parse(JSON.stringify({ version: 2, nodes: table, service, findings }));
  const applied = read?.(unpackServicePage(worldOn('n0').packed), event);
  expect(applied?.data.report).toEqual(after.report);
  expect(applied?.changed).toHaveLength(2);
});

it('does not take the event of another release for data', () => {
  expect(read?.(unpackServicePage(worldOn('n0').packed), { version: 2, report: {} })).toBeNull();
});
