import fc from 'fast-check';
import { readFixture } from '../../../../fixtures/read-fixture.ts';
import { arbitrarySnapshot } from '../../../snapshot/bundle/arbitrary-snapshot.ts';
import { encodeBundle } from '../../../snapshot/bundle/encode-bundle.ts';

/** Recorded states that together hold every kind a fixture has. */
const FIXTURES = [
  'dataplane/28-deleted-node',
  'dataplane/25-dual-stack',
  'dataplane/23-multi-port',
  'controller/multislb/mixed',
  'controller/nodes/spot-nodes',
] as const;

const MOST_PER_FILE = 6;
const SAMPLES = 20;

function itemsIn(text: string): readonly unknown[] {
  const value: unknown = JSON.parse(text);
  if (Array.isArray(value)) return value;
  const list: unknown = Reflect.get(Object(value), 'items') ?? Reflect.get(Object(value), 'value');
  return Array.isArray(list) ? list : [value];
}

/** Objects as kubectl and az write them, recorded and encoded, by the path of the file that holds their kind. */
export async function rawObjects(seed: number): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const recorded = await Promise.all(FIXTURES.map((name) => readFixture(name)));
  const encoded = fc.sample(arbitrarySnapshot(), { numRuns: SAMPLES, seed }).map(encodeBundle);
  const objects = new Map<string, unknown[]>();
  for (const files of [...recorded.map((fixture) => fixture.files), ...encoded]) {
    for (const [path, text] of files) {
      if (!/^(?:kubernetes|azure|probes)\/.*\.json$/.test(path)) continue;
      const key = keyOf(path);
      objects.set(key, [
        ...(objects.get(key) ?? []),
        ...(path.startsWith('azure/metrics/') ? [JSON.parse(text)] : itemsIn(text)).slice(0, MOST_PER_FILE),
      ]);
    }
  }
  return objects;
}

/** Answers about one rule or one load balancer are of one kind, whatever they are about. */
function keyOf(path: string): string {
  if (path.startsWith('azure/health/')) return 'azure/health/kubernetes/rule.json';
  return path.startsWith('azure/metrics/') ? 'azure/metrics/kubernetes.json' : path;
}
