import { expect, it } from 'vitest';
import { findingsOf, rolloutWorld } from '../testing/workloads.ts';

const CODE = 'not-ready-addresses-published';

it('is worse under Local, where it keeps nodes in rotation', () => {
  const severities = (externalTrafficPolicy: 'Local' | 'Cluster') =>
    findingsOf(rolloutWorld(null, { externalTrafficPolicy, publishNotReadyAddresses: true }), CODE).map(
      ({ severity }) => severity,
    );
  expect(severities('Local')).toEqual(['high']);
  expect(severities('Cluster')).toEqual(['medium']);
});

it('says nothing of a Service that publishes ready addresses only', () => {
  expect(findingsOf(rolloutWorld(null), CODE)).toEqual([]);
});
