import { expect, it } from 'vitest';
import { analyze } from '../../lib/analysis/analyze.ts';
import { reportService } from '../../lib/analysis/report-service.ts';
import { testNode, testService, testSnapshot } from '../../lib/analysis/testing/world.ts';
import { packServicePage } from './pack-service-page.ts';
import { unpackServicePage } from './unpack-service-page.ts';

const nodes = Array.from({ length: 200 }, (_, index) => testNode(`n${index}`, index));
const key = { namespace: 'shop', name: 'web' };
const snapshot = testSnapshot({ nodes, services: [testService('web')], endpoints: { web: [{ node: 'n0' }] } });
const analysis = analyze(snapshot);

it('shows after packing exactly what the report of the Service says', () => {
  const [known] = analysis.services.keys();
  const [namespace = '', name = ''] = String(known).split('/');
  const packed = packServicePage('a', 'live', analysis, { namespace, name });
  if (packed === null) throw new Error('the world has no such Service');
  const sent = JSON.parse(JSON.stringify(packed));
  expect(unpackServicePage(sent).report).toEqual(reportService(analysis, { namespace, name }));
  expect(JSON.stringify(packed.service).length).toBeLessThan(nodes.length * 50);
});

it('has nothing to show for a Service that is not there', () => {
  expect(packServicePage('a', 'live', analysis, { ...key, name: 'gone' })).toBeNull();
});
