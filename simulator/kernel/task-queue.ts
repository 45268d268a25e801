export interface DueTask {
  readonly at: number;
  readonly id: string;
}

interface Entry extends DueTask {
  readonly order: number;
}

const before = (left: Entry, right: Entry): boolean =>
  left.at !== right.at ? left.at < right.at : left.order < right.order;

/**
 * What is to be done and when. A task is a name, wanted at most once: asking again for an earlier time moves it forward,
 * asking for a later time changes nothing. Tasks of one moment come out in the order they were asked for.
 */
export class TaskQueue {
  private readonly heap: Entry[] = [];
  private readonly due = new Map<string, number>();
  private order = 0;

  schedule(id: string, at: number): void {
    const known = this.due.get(id);
    if (known !== undefined && known <= at) return;
    this.due.set(id, at);
    this.push({ id, at, order: this.order++ });
  }

  cancel(id: string): void {
    this.due.delete(id);
  }

  nextAt(): number | null {
    this.dropStale();
    return this.heap[0]?.at ?? null;
  }

  /** The next task that is due at or before a time, null when there is none. */
  take(until: number): DueTask | null {
    this.dropStale();
    const first = this.heap[0];
    if (first === undefined || first.at > until) return null;
    this.pop();
    this.due.delete(first.id);
    return first;
  }

  private dropStale(): void {
    for (let first = this.heap[0]; first !== undefined; first = this.heap[0]) {
      if (this.due.get(first.id) === first.at) return;
      this.pop();
    }
  }

  private push(entry: Entry): void {
    let index = this.heap.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = this.heap[parent];
      if (above === undefined || !before(entry, above)) break;
      this.heap[index] = above;
      index = parent;
    }
    this.heap[index] = entry;
  }

  private pop(): void {
    const last = this.heap.pop();
    const size = this.heap.length;
    if (last === undefined || size === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      const left = this.heap[child];
      if (left === undefined) break;
      const right = this.heap[child + 1];
      let smaller = left;
      if (right !== undefined && before(right, left)) {
        smaller = right;
        child++;
      }
      if (!before(smaller, last)) break;
      this.heap[index] = smaller;
      index = child;
    }
    this.heap[index] = last;
  }
}
