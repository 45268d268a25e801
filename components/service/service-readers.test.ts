import { expect, it } from 'vitest';
import { analyze } from '../../lib/analysis/analyze.ts';
import { encodeService, nodeRow, nodeTable } from '../../lib/analysis/encode-report.ts';
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
  const report = reportService(analysis, { namespace, name });
  const table = nodeTable(analysis.model);
  const analyzed = analysis.services.get(entry);
  const service = analyzed === undefined ? null : encodeService(analyzed, analysis.model, table);
  return { packed, report, event: { version: 2, nodes: table.map(nodeRow), service, findings: packed.findings } };
}

const read = serviceReaders['service'];

it('shows after an event exactly what the report of the Service says, and which nodes changed', () => {
  const after = worldOn('n1');
  const event: unknown = JSON.parse(JSON.stringify(after.event));
  const applied = read?.(unpackServicePage(worldOn('n0').packed), event);
  expect(applied?.data.report).toEqual(after.report);
  expect(applied?.changed).toHaveLength(2);
});

it('does not take the event of another release for data', () => {
  expect(read?.(unpackServicePage(worldOn('n0').packed), { version: 2, report: {} })).toBeNull();
});
