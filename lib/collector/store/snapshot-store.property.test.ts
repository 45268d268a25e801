import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { SnapshotDelta } from '../../snapshot/snapshot-delta.ts';
import { emptySnapshot } from '../testing/empty-snapshot.ts';
import { testBalancer, testNode, testService } from '../testing/snapshot-objects.ts';
import { createSnapshotStore } from './snapshot-store.ts';

const name = fc.constantFrom('a', 'b', 'c');
const version = fc.constantFrom('1', '2', '3');
const names = fc.uniqueArray(name);
const step = fc.oneof(
  fc.record({ do: fc.constant('take' as const) }),
  fc.record({ do: fc.constantFrom('service' as const, 'node' as const), name, version: fc.option(version) }),
  fc.record({ do: fc.constant('replace' as const), names, version }),
  fc.record({ do: fc.constant('balancers' as const), names, version }),
  fc.record({ do: fc.constant('health' as const), name, version }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Store = ReturnType<typeof createSnapshotStore>;

function perform({ kubernetes, azure }: Store, each: Step): void {
  switch (each.do) {
    case 'service': {
      const service = testService(each.name, { resourceVersion: each.version ?? '' });
      kubernetes.changed('services', `shop/${each.name}`, each.version === null ? null : service);
      break;
    }
    case 'node':
      kubernetes.changed('nodes', each.name, each.version && testNode(each.name, { resourceVersion: each.version }));
      break;
    case 'replace':
      kubernetes.replaced('nodes', new Map(each.names.map((key) => [key, testNode(key, { uid: each.version })])));
      break;
    case 'balancers':
      azure.replaced(
        'loadBalancers',
        each.names.map((key) => testBalancer(key, { etag: each.version })),
        () => false,
      );
      break;
    case 'health':
      azure.ruleHealth({ loadBalancer: 'lb', rule: each.name, observedAt: each.version, backends: [] });
      break;
    case 'take':
  }
}

/** Every object of a snapshot by the name that a delta has for it. */
function objectsOf({ kubernetes, azure, probes }: Snapshot): Map<string, object> {
  const entries: (readonly [string, object])[] = [
    ...(kubernetes.services ?? []).map((each) => [`services ${each.namespace}/${each.name}`, each] as const),
    ...(kubernetes.nodes ?? []).map((each) => [`nodes ${each.name}`, each] as const),
    ...(azure.loadBalancers ?? []).map((each) => [`loadBalancers ${each.id.toLowerCase()}`, each] as const),
    ...probes.ruleHealth.map((each) => [`ruleHealth ${each.loadBalancer}/${each.rule}`, each] as const),
  ];
  return new Map(entries);
}

/** Names of objects that differ though the delta does not say so. */
function unnamed(before: Snapshot, after: Snapshot, { changes }: SnapshotDelta): readonly string[] {
  const named = new Set(changes.map(({ kind, key }) => `${kind} ${key}`));
  const [old, now] = [objectsOf(before), objectsOf(after)];
  const isNamed = (id: string) => named.has(id) || named.has(`${id.split(' ')[0]} *`);
  return [...new Set([...old.keys(), ...now.keys()])].filter((id) => now.get(id) !== old.get(id) && !isNamed(id));
}

it('names in its delta whatever is not the same object as before, and never changes a snapshot afterwards', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const store = createSnapshotStore('shop', () => 0);
      const { sources } = emptySnapshot('shop', '');
      store.kubernetes.replaced('services', new Map());
      let before = store.take('', sources).snapshot;
      let copy = structuredClone(before);
      for (const each of [...steps, { do: 'take' as const }]) {
        perform(store, each);
        if (each.do !== 'take') continue;
        const { snapshot, delta } = store.take('', sources);
        expect(unnamed(before, snapshot, delta)).toEqual([]);
        expect(before).toEqual(copy);
        before = snapshot;
        copy = structuredClone(snapshot);
      }
    }),
  );
});
