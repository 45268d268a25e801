type Labels = Readonly<Record<string, string>>;

/** Objects by namespace, label and value, so that a question looks at few of them. */
export class LabelIndex<T> {
  readonly #byLabel = new Map<string, Map<string, Map<string, T[]>>>();
  /** Of each namespace, those without a label to be found by. */
  readonly #unlabelled = new Map<string, T[]>();

  /** To be found by any of its labels. */
  add(namespace: string, labels: Labels, item: T): void {
    for (const key in labels) this.#put(namespace, key, labels[key] ?? '', item);
  }

  /** To be found by whoever has its first label; without one by everybody. */
  addUnderFirst(namespace: string, labels: Labels, item: T): void {
    for (const key in labels) {
      this.#put(namespace, key, labels[key] ?? '', item);
      return;
    }
    const others = this.#unlabelled.get(namespace);
    if (others) others.push(item);
    else this.#unlabelled.set(namespace, [item]);
  }

  /** Those that have one of the labels, the one that the fewest have; nothing without labels. */
  withAnyOf(namespace: string, labels: Labels): readonly T[] {
    const ofNamespace = this.#byLabel.get(namespace);
    let fewest: readonly T[] | null = null;
    for (const key in labels) {
      const found = ofNamespace?.get(key)?.get(labels[key] ?? '') ?? [];
      if (fewest === null || found.length < fewest.length) fewest = found;
    }
    return fewest ?? [];
  }

  /** Those put under any of the labels, and those without one. */
  withAllIn(namespace: string, labels: Labels): readonly T[] {
    const ofNamespace = this.#byLabel.get(namespace);
    let all = this.#unlabelled.get(namespace) ?? [];
    for (const key in labels) {
      const found = ofNamespace?.get(key)?.get(labels[key] ?? '');
      if (found) all = all.length === 0 ? found : [...all, ...found];
    }
    return all;
  }

  #put(namespace: string, key: string, value: string, item: T): void {
    const ofNamespace = this.#byLabel.get(namespace) ?? new Map<string, Map<string, T[]>>();
    this.#byLabel.set(namespace, ofNamespace);
    const ofKey = ofNamespace.get(key) ?? new Map<string, T[]>();
    ofNamespace.set(key, ofKey);
    const items = ofKey.get(value);
    if (items) items.push(item);
    else ofKey.set(value, [item]);
  }
}
