import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readFixture } from '../../../fixtures/read-fixture.ts';
import { azureLists } from '../../snapshot/bundle/azure-lists.ts';
import { decodeBundle } from '../../snapshot/bundle/decode-bundle.ts';
import { kubernetesLists } from '../../snapshot/bundle/kubernetes-lists.ts';
import { snapshotSchema } from '../../snapshot/bundle/testing/snapshot-schema.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';

const FALLBACK = { cluster: 'fallback', takenAt: '2026-01-01T00:00:00Z' };
const { files: original, snapshot: whole } = await readFixture('dataplane/28-deleted-node');
const lists = [...Object.values(kubernetesLists), ...Object.values(azureLists)];
const listPaths = lists.map((list) => list.path).filter((path) => original.has(path));

/** What failed commands, full disks and wrong files leave where a list should be. */
const LEFTOVERS = [
  '',
  '   \n',
  '<html><body>Sign in</body></html>',
  'null',
  '"text"',
  '7',
  '{}',
  '{"kind":"Status","status":"Failure","reason":"Forbidden","message":"is forbidden","code":403}',
  '{"error":{"code":"AuthorizationFailed","message":"The client does not have authorization"}}',
  'Error from server (NotFound): the server could not find the requested resource',
  '[7, null, "x"]',
  '{"items":"none"}',
  '{"value":{"a":[]}}',
  '\u0000\u0001\u0002',
  '['.repeat(200_000),
];

function decodeWith(path: string, text: string | null) {
  const files = new Map(original);
  if (text === null) files.delete(path);
  else files.set(path, text);
  return decodeBundle(files, FALLBACK);
}

/** Everything that does not come from the list at `path`. */
function withoutList(snapshot: Snapshot, path: string): object {
  const resource = lists.find((list) => list.path === path)?.resource ?? '';
  const { pods, workloads, ...kubernetes } = snapshot.kubernetes;
  const isWorkload = ['deployments', 'replicaSets'].includes(resource);
  const parts = { ...kubernetes, pods, ...(isWorkload ? {} : { workloads }), ...snapshot.azure };
  const others = Object.entries(parts).filter(([name]) => name !== resource);
  return { takenAt: snapshot.takenAt, cluster: snapshot.cluster, ...Object.fromEntries(others) };
}

function stateOf(snapshot: Snapshot, path: string): string | undefined {
  const resource = lists.find((list) => list.path === path)?.resource;
  const statuses = [...snapshot.sources.kubernetes.resources, ...snapshot.sources.azure.resources];
  return statuses.find((status) => status.resource === resource)?.state;
}

function expectNamedAndAlone(path: string, decoded: ReturnType<typeof decodeBundle>): void {
  expect(snapshotSchema.safeParse(decoded.snapshot).error?.issues ?? []).toEqual([]);
  expect(stateOf(decoded.snapshot, path)).not.toBe('live');
  expect(withoutList(decoded.snapshot, path)).toEqual(withoutList(whole, path));
}

test('what is no list is never an empty list, and takes nothing else with it', () => {
  for (const path of listPaths) {
    for (const text of LEFTOVERS) {
      const decoded = decodeWith(path, text);
      expectNamedAndAlone(path, decoded);
      expect(decoded.problems.some((problem) => problem.file === path)).toBe(true);
    }
  }
});

test('a missing file is absent, and takes nothing else with it', () => {
  for (const path of listPaths) expectNamedAndAlone(path, decodeWith(path, null));
});

test('a file cut or torn anywhere is named, and takes nothing else with it', () => {
  const torn = fc.record({
    path: fc.constantFrom(...listPaths),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    garbage: fc.constantFrom(null, '\u0000', '}', ']', '{', '"\n', 'x', '\\u12'),
  });
  fc.assert(
    fc.property(torn, ({ path, at, garbage }) => {
      const text = (original.get(path) ?? '').trimEnd();
      const offset = Math.floor(at * text.length);
      const broken = garbage === null ? text.slice(0, offset) : text.slice(0, offset) + garbage + text.slice(offset);
      const decoded = decodeWith(path, broken);
      expect(snapshotSchema.safeParse(decoded.snapshot).success).toBe(true);
      if (!isJson(broken)) expectNamedAndAlone(path, decoded);
    }),
    { numRuns: 150 },
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

test('any text under any name is read or passed over, and nothing throws', () => {
  const name = fc.oneof(
    fc.constantFrom(
      'manifest.json',
      'probes/observed.json',
      'azure/health/lb/rule.json',
      'azure/health/lb',
      ...listPaths,
    ),
    fc.string({ maxLength: 30 }),
  );
  const text = fc.oneof(fc.json(), fc.string(), fc.constantFrom(...LEFTOVERS));
  fc.assert(
    fc.property(fc.array(fc.tuple(name, text), { maxLength: 6 }), (entries) => {
      const decoded = decodeBundle(new Map(entries), FALLBACK);
      expect(snapshotSchema.safeParse(decoded.snapshot).error?.issues ?? []).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
