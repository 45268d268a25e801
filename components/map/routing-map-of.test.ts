import { expect, it } from 'vitest';
import { prepareVariants } from '../service/prepare-variants.ts';
import { badNightNodes } from '../testing/sample-nodes.ts';
import { sampleService } from '../testing/sample-service.ts';
import { prepareRoutingMap } from './prepare-routing-map.ts';
import { routingMapOf } from './routing-map-of.ts';

const report = sampleService(badNightNodes);
const [variant] = prepareVariants(report);
if (variant === undefined) throw new Error('the sample has no port');

it('keeps what it has prepared under each policy, and only for the report that it is of', () => {
  const cluster = routingMapOf(report, variant, 'Cluster');
  const local = routingMapOf(report, variant, 'Local');
  expect(cluster).toEqual(prepareRoutingMap(report, variant, 'Cluster'));
  expect(local).toEqual(prepareRoutingMap(report, variant, 'Local'));
  expect(routingMapOf(report, variant, 'Cluster')).toBe(cluster);
  expect(routingMapOf(report, variant, 'Local')).toBe(local);
  expect(routingMapOf({ ...report }, variant, 'Local')).not.toBe(local);
});
