import type { Parsed } from '../wire/parsed.ts';
import type { BundleList } from './bundle-list.ts';

export interface KubernetesResource<T> {
  readonly resource: string;
  readonly plural: string;
  /** API group; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly parse: (raw: unknown) => Parsed<T | null>;
  readonly keyOf: ((value: T) => string) | null;
  readonly required?: true;
  /** Name of the file, where the plural is that of another group too. */
  readonly file?: string;
  /** What comes after `kubectl get <plural>`; every namespace unless said otherwise. */
  readonly scope?: string;
}

/** A list that knows the API group of its items. */
export interface KubernetesList<T> extends BundleList<T> {
  readonly kind: string;
  readonly group: string;
}

interface Namespaced {
  readonly namespace: string;
  readonly name: string;
}

export const namespacedName = (object: Namespaced): string => `${object.namespace}/${object.name}`;

export function kubernetesList<T>(of: KubernetesResource<T>): KubernetesList<T> {
  const path = `kubernetes/${of.file ?? of.plural}.json`;
  const qualified = of.file === undefined ? of.plural : `${of.plural}.${of.group}`;
  return {
    resource: of.resource,
    path,
    kind: of.kind,
    group: of.group,
    command: `kubectl get ${qualified} ${of.scope ?? '-A '}-o json > ${path}`,
    required: of.required ?? false,
    isList: true,
    permission: { verb: 'list', resource: of.group === '' ? of.plural : `${of.group}/${of.plural}` },
    parse: of.parse,
    keyOf: of.keyOf,
  };
}
