import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { azureLists } from '../../snapshot/bundle/azure-lists.ts';
import { decodeBundle } from '../../snapshot/bundle/decode-bundle.ts';
import { kubernetesLists } from '../../snapshot/bundle/kubernetes-lists.ts';
import { snapshotSchema } from '../../snapshot/bundle/testing/snapshot-schema.ts';
import { mutateJson, mutation, pointsInto } from './testing/mutate-json.ts';
import { rawObjects } from './testing/raw-objects.ts';

const FALLBACK = { cluster: 'fallback', takenAt: '2026-01-01T00:00:00Z' };
const objects = await rawObjects(7);

/** An answer about health or metrics and a managed cluster are one object; everything else comes in a list. */
function fileOf(path: string, object: unknown): unknown {
  if (path.startsWith('azure/health/') || path.startsWith('azure/metrics/')) return object;
  if (path.startsWith('kubernetes/')) return { kind: 'List', items: [object] };
  return path.startsWith('azure/') ? { value: [object] } : [object];
}

function expectReadOrNamed(path: string, content: unknown): void {
  const decoded = decodeBundle(new Map([[path, JSON.stringify(content)]]), FALLBACK);
  const checked = snapshotSchema.safeParse(decoded.snapshot);
  expect(checked.error?.issues ?? []).toEqual([]);
  for (const problem of decoded.problems.filter((each) => each.file === path)) {
    expect(problem.message).not.toBe('');
    expect(pointsInto(content, problem.pointer), problem.pointer).toBe(true);
  }
}

test('there are objects of every kind that a bundle may hold', () => {
  const lists = [...Object.values(kubernetesLists), ...Object.values(azureLists)].map((list) => list.path);
  const paths = [
    ...lists,
    'azure/health/kubernetes/rule.json',
    'azure/metrics/kubernetes.json',
    'probes/observed.json',
  ];
  expect([...objects.keys()].sort()).toEqual(paths.sort());
});

describe.each([...objects])('mutated objects of %s', (path, originals) => {
  test('are read into valid types or named with a pointer that leads into them, and nothing throws', () => {
    const mutated = fc
      .tuple(fc.constantFrom(...originals), fc.array(mutation, { minLength: 1, maxLength: 3 }))
      .map(([object, mutations]) => mutations.reduce(mutateJson, object));
    fc.assert(
      fc.property(mutated, (object) => expectReadOrNamed(path, fileOf(path, object))),
      { numRuns: 250 },
    );
  });

  test('are never taken for data when they are no object at all', () => {
    for (const object of [null, 0, 'text', true, [], [[]]]) expectReadOrNamed(path, fileOf(path, object));
  });
});
