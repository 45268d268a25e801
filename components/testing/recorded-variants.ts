import { listFixtures, readFixture } from '../../fixtures/read-fixture.ts';
import { analyze } from '../../lib/analysis/analyze.ts';
import { reportCluster } from '../../lib/analysis/report-cluster.ts';
import { prepareVariants, type Variant } from '../service/prepare-variants.ts';

/** Every port and family of every Service in the recorded clusters of a data plane. */
export async function recordedVariants(): Promise<readonly Variant[]> {
  const fixtures = await Promise.all(listFixtures('dataplane').map(readFixture));
  return fixtures.flatMap(({ snapshot }) => reportCluster(analyze(snapshot)).services.flatMap(prepareVariants));
}
