/**
 * One value for the whole process. Next bundles its own copies of our modules, so a module variable exists several
 * times; what is kept on `globalThis` exists once. A name belongs to one `create` only, so what is found there is a T.
 */
export function processWide<T>(name: string, create: () => T): T {
  const key = Symbol.for(`aks-ingress-health.${name}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const known = Reflect.get(globalThis, key) as T | undefined;
  if (known !== undefined) return known;
  const value = create();
  Object.defineProperty(globalThis, key, { value, configurable: true });
  return value;
}
