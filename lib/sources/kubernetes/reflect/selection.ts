type Query = Readonly<Record<string, string>>;

export interface Selection {
  query(): Query;
  /** Takes the next, more general query. False: there is none. */
  generalize(): boolean;
  canGeneralize(): boolean;
}

/** Ways to ask for the same objects, preferred first: older API servers do not understand every selector. */
export function createSelection(queries: readonly Query[]): Selection {
  let index = 0;
  const canGeneralize = () => index + 1 < queries.length;
  return {
    query: () => queries[index] ?? {},
    canGeneralize,
    generalize() {
      if (!canGeneralize()) return false;
      index += 1;
      return true;
    },
  };
}
