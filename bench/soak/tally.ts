/** What was told of one kind so far: how many changes, and a digest in which their order and content count. */
export interface Tally {
  count: number;
  digest: number;
}

export interface ToldObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string | undefined;
    readonly resourceVersion: string;
  };
}

export const emptyTally = (): Tally => ({ count: 0, digest: 0 });

export const keyOf = ({ metadata: { namespace, name } }: ToldObject): string =>
  namespace === undefined ? name : `${namespace}/${name}`;

/** Adds one change; two that were told the same changes in the same order have the same tally. */
export function count(tally: Tally, type: string, object: ToldObject): void {
  tally.count++;
  const text = `${type} ${keyOf(object)} ${object.metadata.resourceVersion}`;
  let digest = tally.digest;
  for (let index = 0; index < text.length; index++) digest = Math.imul(digest ^ text.charCodeAt(index), 16_777_619);
  tally.digest = digest;
}

export const isSameTally = (a: Tally, b: Tally): boolean => a.count === b.count && a.digest === b.digest;
