import { expect, it } from 'vitest';
import { planPodScopes, selectorsByNamespace } from './plan-pod-scopes.ts';

const limits = { selectorsPerNamespaceMax: 3, scopesMax: 6 };
const service = (namespace: string, selector: Record<string, string> | null) => ({ namespace, selector });
const apps = (namespace: string, count: number) =>
  Array.from({ length: count }, (_, index) => service(namespace, { app: `${index}` }));

function plan(services: ReturnType<typeof service>[]): string[] {
  const scopes = planPodScopes(selectorsByNamespace(services), limits);
  return scopes.map(({ namespace, labelSelector }) => `${namespace ?? '*'}?${labelSelector ?? '*'}`).sort();
}

it('follows one scope per selector', () => {
  expect(plan([...apps('shop', 2), ...apps('api', 1)])).toEqual(['api?app=0', 'shop?app=0', 'shop?app=1']);
});

it('follows the same selector of several Services once, in whatever order its labels stand', () => {
  expect(plan([service('shop', { a: '1', b: '' }), service('shop', { b: '', a: '1' })])).toEqual(['shop?a=1,b=']);
});

it('needs no pods for Services without selector', () => {
  expect(plan([service('shop', null), service('shop', {})])).toEqual([]);
});

it('follows a namespace as a whole above its limit', () => {
  expect(plan([...apps('shop', 4), ...apps('api', 1)])).toEqual(['api?app=0', 'shop?*']);
});

it('merges the namespaces with most selectors when there are too many scopes', () => {
  expect(plan([...apps('a', 3), ...apps('b', 3), ...apps('c', 1)])).toEqual([
    'a?app=0',
    'a?app=1',
    'a?app=2',
    'b?*',
    'c?app=0',
  ]);
});

it('follows the whole cluster when there are too many namespaces', () => {
  expect(plan(Array.from({ length: 7 }, (_, index) => service(`ns-${index}`, { app: 'x' })))).toEqual(['*?*']);
});
