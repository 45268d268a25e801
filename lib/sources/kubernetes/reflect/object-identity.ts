import { propertyOf } from '../../../snapshot/wire/plain-object.ts';

export interface ObjectIdentity {
  /** `namespace/name`, or the name of a cluster-wide object. */
  readonly key: string;
  /** Empty for a cluster-wide object. */
  readonly namespace: string;
  readonly resourceVersion: string;
}

/** What tells one wire object from another; null: it has no readable name or version. */
export function readIdentity(raw: unknown): ObjectIdentity | null {
  const metadata = propertyOf(raw, 'metadata');
  const name = propertyOf(metadata, 'name');
  const namespace = propertyOf(metadata, 'namespace') ?? '';
  const resourceVersion = propertyOf(metadata, 'resourceVersion');
  if (typeof name !== 'string' || name === '') return null;
  if (typeof namespace !== 'string' || typeof resourceVersion !== 'string') return null;
  return { key: namespace === '' ? name : `${namespace}/${name}`, namespace, resourceVersion };
}
