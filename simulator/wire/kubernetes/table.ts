import type { KubeObject } from '../../objects/object-meta.ts';
import type { ObjectOf, ResourceName } from '../../objects/resources.ts';
import { columnsOf } from './table-columns.ts';

/** How the client wants objects: whole, as rows for a terminal, or only who they are. */
export type Form = 'object' | 'table' | 'metadata';

/** A client names forms in order of its liking; the first that can be made is taken. */
export function formOf(accept: string): Form {
  for (const part of accept.split(',')) {
    const wanted = /;\s*as=(\w+)/.exec(part)?.[1];
    if (wanted === 'Table') return 'table';
    if (wanted === 'PartialObjectMetadata' || wanted === 'PartialObjectMetadataList') return 'metadata';
    if (wanted === undefined && /json|\*\/\*/.test(part)) return 'object';
  }
  return 'object';
}

export const partialMetadata = (object: KubeObject) => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata: object.metadata,
});

const definitions = (resource: ResourceName) =>
  columnsOf(resource).map((column) => ({
    name: column.name,
    type: column.type ?? 'string',
    format: column.name === 'Name' ? 'name' : '',
    description: '',
    priority: column.priority ?? 0,
  }));

export interface TableOptions {
  readonly now: number;
  readonly metadata: object;
  /** `None`, `Metadata` (default) or `Object`: what comes along with each row. */
  readonly includeObject: string | null;
  /** Events of a watch after the first need no headings. */
  readonly withColumns: boolean;
}

export function toTable<R extends ResourceName>(resource: R, objects: readonly ObjectOf<R>[], options: TableOptions) {
  const columns = columnsOf(resource);
  const rows = objects.map((object) => {
    const along = options.includeObject === 'Object' ? { object } : { object: partialMetadata(object) };
    const cells = columns.map((column) => column.cell(object, options.now));
    return { cells, ...(options.includeObject === 'None' ? {} : along) };
  });
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: options.metadata,
    columnDefinitions: options.withColumns ? definitions(resource) : null,
    rows,
  };
}
