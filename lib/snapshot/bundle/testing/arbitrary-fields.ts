import fc from 'fast-check';

/** Small sets, so that objects made apart often refer to each other. */
const NAMESPACES = ['shop', 'lab'] as const;
const NAMES = ['web', 'api', 'ingress-nginx', 'solo'] as const;
const NODES = ['aks-apps-22222222-vmss000000', 'aks-apps-22222222-vmss000001', 'aks-spot-33333333-vmss000000'] as const;
const ZONES = ['westeurope-1', 'westeurope-2'] as const;
const ADDRESSES = ['10.244.0.5', '10.244.1.9', '10.224.0.4', '20.73.0.80', 'fd00::5'] as const;
const UIDS = [
  '452120e4-4bda-4d6c-9c88-7ddd239c6ef0',
  '9b555a67-9df5-4c43-8f1e-4f66f447eb3b',
  'd226cf31-3f44-4da6-a58d-80540a5cef74',
] as const;

export const namespace = fc.constantFrom(...NAMESPACES);
export const name = fc.constantFrom(...NAMES);
export const nodeName = fc.constantFrom(...NODES);
export const zone = fc.constantFrom(...ZONES);
export const ipAddress = fc.constantFrom(...ADDRESSES);
export const uid = fc.constantFrom(...UIDS);

export const count = fc.nat({ max: 20 });
export const port = fc.oneof(fc.constantFrom(80, 443, 30_624, 32_746), fc.integer({ min: 1, max: 65_535 }));
export const resourceVersion = fc.nat({ max: 99_999 }).map(String);

/** Any text, with quotes, line breaks and characters of other scripts. */
export const anyText = fc.string({ unit: 'grapheme', maxLength: 24 });
export const word = fc.string({ minLength: 1, maxLength: 12 });

const FIRST = Date.parse('2026-11-21T00:00:00Z');
const LAST = Date.parse('2026-11-21T06:00:00Z');

/** With and without fractions of a second, as the API server and kubelets write them. */
export const instant = fc
  .record({ at: fc.integer({ min: FIRST, max: LAST }), whole: fc.boolean() })
  .map(({ at, whole }) => new Date(at).toISOString().replace(whole ? /\.\d+Z$/ : /Z$/, 'Z'));

export const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null, freq: 3 });
export const some = <T>(of: fc.Arbitrary<T>, maxLength = 3): fc.Arbitrary<T[]> => fc.array(of, { maxLength });
export const someDistinct = <T>(of: fc.Arbitrary<T>, keyOf: (value: T) => unknown, maxLength = 3): fc.Arbitrary<T[]> =>
  fc.uniqueArray(of, { selector: keyOf, maxLength });

const labelKey = fc.constantFrom('app', 'tier', 'kubernetes.azure.com/agentpool', 'topology.kubernetes.io/zone', 'a/b');
export const labels = fc.dictionary(labelKey, fc.oneof(name, zone, anyText), { maxKeys: 3, noNullPrototype: true });
export const owner = fc.record({ kind: fc.constantFrom('ReplicaSet', 'DaemonSet', 'Deployment', 'Job'), name });
export const intOrPercent = fc.oneof(count, fc.constantFrom('25%', '100%'));
export const protocol = fc.constantFrom('TCP', 'UDP', 'SCTP');
export const family = fc.constantFrom('IPv4', 'IPv6');
