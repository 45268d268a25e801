/** How the page hears about changes. `since`: when the last word of the server came, RFC 3339. */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  | { readonly state: 'reconnecting'; readonly since: string };

export interface LiveState<Data> {
  readonly connection: Connection;
  /** When the server was last heard. RFC 3339. */
  readonly heardAt: string;
  /** What the page shows. */
  readonly shown: Data;
  /** What is known; differs from `shown` only while paused. */
  readonly latest: Data;
  readonly paused: boolean;
  /** Changes that came in while paused. */
  readonly held: number;
  /** Key of a row → how often it has changed on this page. */
  readonly changes: ReadonlyMap<string, number>;
  /** A message came that this page cannot read: the server is of another release. */
  readonly unreadable: boolean;
}

/** What an event does to the data, and which rows it touches. Null: the message cannot be read. */
export type Applied<Data> = { readonly data: Data; readonly changed: readonly string[] } | null;

export type LiveMessage<Data> =
  | { readonly kind: 'opened'; readonly at: string }
  | { readonly kind: 'lost' }
  | { readonly kind: 'received'; readonly at: string; readonly apply: (data: Data) => Applied<Data> }
  | { readonly kind: 'replaced'; readonly data: Data }
  | { readonly kind: 'paused' }
  | { readonly kind: 'resumed' };

export function initialLiveState<Data>(data: Data, renderedAt: string): LiveState<Data> {
  return {
    connection: { state: 'connecting' },
    heardAt: renderedAt,
    shown: data,
    latest: data,
    paused: false,
    held: 0,
    changes: new Map(),
    unreadable: false,
  };
}

/** One message of the stream or of the reader of the page. The last good data is never dropped. */
export function reduceLive<Data>(state: LiveState<Data>, message: LiveMessage<Data>): LiveState<Data> {
  switch (message.kind) {
    case 'opened':
      return { ...state, connection: { state: 'live' }, heardAt: message.at };
    case 'lost':
      if (state.connection.state === 'reconnecting') return state;
      return { ...state, connection: { state: 'reconnecting', since: state.heardAt } };
    case 'received':
      return receive(state, message.at, message.apply(state.latest));
    case 'replaced':
      return state.paused
        ? { ...state, latest: message.data, held: state.held + 1 }
        : { ...state, latest: message.data, shown: message.data };
    case 'paused':
      return { ...state, paused: true, held: 0 };
    case 'resumed':
      return { ...state, paused: false, held: 0, shown: state.latest };
  }
}

function receive<Data>(state: LiveState<Data>, at: string, applied: Applied<Data>): LiveState<Data> {
  const heard = { ...state, heardAt: at, connection: { state: 'live' } as const };
  if (applied === null) return { ...heard, unreadable: true };
  const changes = new Map(state.changes);
  for (const key of applied.changed) changes.set(key, (changes.get(key) ?? 0) + 1);
  if (state.paused) return { ...heard, latest: applied.data, changes, held: state.held + 1 };
  return { ...heard, latest: applied.data, shown: applied.data, changes };
}

/** Value of `data-changed`: two names in turn, so that the mark starts over at each change. */
export function changeMark(changes: ReadonlyMap<string, number>, key: string): 'odd' | 'even' | undefined {
  const count = changes.get(key);
  if (count === undefined) return undefined;
  return count % 2 === 1 ? 'odd' : 'even';
}
