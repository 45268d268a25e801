'use client';

import { useEffect, useEffectEvent, useReducer, useRef } from 'react';
import { type Applied, initialLiveState, type LiveMessage, type LiveState, reduceLive } from './live-state.ts';
import { openEventStream } from './open-event-stream.ts';

/** Event name → what its payload does to the data. */
export type EventReaders<Data> = Readonly<Record<string, (data: Data, payload: unknown) => Applied<Data>>>;

export interface LiveOptions<Data> {
  /** Address of the event stream; a new address is a new stream. */
  readonly url: string;
  /** What the server rendered. A new object (after a refresh) replaces what is shown. */
  readonly initial: Data;
  readonly renderedAt: string;
  readonly readers: EventReaders<Data>;
}

export interface Live<Data> extends LiveState<Data> {
  readonly pause: () => void;
  readonly resume: () => void;
}

/**
 * The data of the page, kept current by the server's event stream. After a loss the server tells first what was missed,
 * so nothing has to be asked again.
 */
export function useLiveEvents<Data>(options: LiveOptions<Data>): Live<Data> {
  const { url, initial, renderedAt } = options;
  const [state, dispatch] = useReducer<LiveState<Data>, [LiveMessage<Data>]>(
    reduceLive,
    initialLiveState(initial, renderedAt),
  );
  const rendered = useRef(initial);
  const onEvent = useEffectEvent((name: string, payload: unknown) => {
    const reader = options.readers[name];
    if (reader === undefined) return;
    dispatch({ kind: 'received', at: new Date().toISOString(), apply: (data) => reader(data, payload) });
  });
  const names = Object.keys(options.readers).join(' ');

  // External system: the server's event stream.
  useEffect(
    () =>
      openEventStream(url, names.split(' '), {
        opened: () => dispatch({ kind: 'opened', at: new Date().toISOString() }),
        lost: () => dispatch({ kind: 'lost' }),
        received: (name, payload) => onEvent(name, payload),
      }),
    [url, names],
  );

  // External system: the server's rendering, which comes again after a refresh.
  useEffect(() => {
    if (rendered.current === initial) return;
    rendered.current = initial;
    dispatch({ kind: 'replaced', data: initial });
  }, [initial]);

  return {
    ...state,
    pause: () => dispatch({ kind: 'paused' }),
    resume: () => dispatch({ kind: 'resumed' }),
  };
}
