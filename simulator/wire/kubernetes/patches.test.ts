import { describe, expect, it } from 'vitest';
import { jsonPatch } from './json-patch.ts';
import { mergePatch } from './json-value.ts';
import { serverSideApply } from './server-side-apply.ts';
import { strategicMerge } from './strategic-merge.ts';

describe('mergePatch', () => {
  it('replaces lists, merges objects and removes with null', () => {
    expect(mergePatch({ a: { b: 1, c: 2 }, l: [1, 2] }, { a: { b: null, d: 3 }, l: [9] })).toEqual({
      a: { c: 2, d: 3 },
      l: [9],
    });
  });
});

describe('jsonPatch', () => {
  it('adds, replaces, removes, moves and tests', () => {
    const patched = jsonPatch({ a: { 'x/y': 1 }, l: ['one', 'two'] }, [
      { op: 'test', path: '/a/x~1y', value: 1 },
      { op: 'replace', path: '/a/x~1y', value: 2 },
      { op: 'add', path: '/l/1', value: 'between' },
      { op: 'remove', path: '/l/0' },
      { op: 'move', from: '/l/1', path: '/last' },
    ]);
    expect(patched).toEqual({ ok: true, value: { a: { 'x/y': 2 }, l: ['between'], last: 'two' } });
  });

  it.each([
    [[{ op: 'remove', path: '/none' }], 'does not exist'],
    [[{ op: 'test', path: '/a', value: 2 }], 'testing value at /a failed'],
    [[{ op: 'paint', path: '/a' }], 'unknown operation paint'],
  ])('refuses %j', (operations, message) => {
    const refused = { ok: false, malformed: false, message: expect.stringContaining(message) };
    expect(jsonPatch({ a: 1 }, operations)).toEqual(refused);
  });

  it('tells what is no list from a list that does not fit', () => {
    expect(jsonPatch({ a: 1 }, { op: 'remove', path: '/a' })).toMatchObject({ ok: false, malformed: true });
  });
});

describe('strategicMerge', () => {
  const pod = {
    containers: [
      { name: 'web', image: 'a', env: [{ name: 'X', value: '1' }] },
      { name: 'side', image: 's' },
    ],
    tolerations: [{ key: 'a' }],
  };

  it('merges lists by name and replaces lists without one', () => {
    expect(
      strategicMerge(pod, {
        containers: [{ name: 'web', image: 'b', env: [{ name: 'Y', value: '2' }] }],
        tolerations: [{ key: 'b' }],
      }),
    ).toEqual({
      containers: [
        {
          name: 'web',
          image: 'b',
          env: [
            { name: 'X', value: '1' },
            { name: 'Y', value: '2' },
          ],
        },
        { name: 'side', image: 's' },
      ],
      tolerations: [{ key: 'b' }],
    });
  });

  it('follows the delete, replace and set directives', () => {
    expect(strategicMerge(pod, { containers: [{ name: 'side', $patch: 'delete' }] })).toMatchObject({
      containers: [{ name: 'web' }],
    });
    expect(strategicMerge({ finalizers: ['a', 'b'] }, { '$deleteFromPrimitiveList/finalizers': ['a'] })).toEqual({
      finalizers: ['b'],
    });
    expect(strategicMerge({ a: { x: 1 } }, { a: { $patch: 'replace', y: 2 } })).toEqual({ a: { y: 2 } });
  });
});

describe('serverSideApply', () => {
  it('takes away what the manager no longer says and leaves what others said', () => {
    const live = {
      spec: { replicas: 3, a: 1, b: 2, containers: [{ name: 'web' }, { name: 'mine' }, { name: 'other' }] },
    };
    const before = { spec: { a: 1, b: 2, containers: [{ name: 'web' }, { name: 'mine' }] } };
    const wanted = { spec: { a: 5, containers: [{ name: 'web', image: 'x' }] } };
    expect(serverSideApply(live, wanted, before)).toEqual({
      spec: { replicas: 3, a: 5, containers: [{ name: 'web', image: 'x' }, { name: 'other' }] },
    });
  });
});
