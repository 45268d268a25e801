export interface StreamListener {
  readonly opened: () => void;
  readonly lost: () => void;
  /** The payload is parsed JSON, or undefined when it was none. */
  readonly received: (name: string, payload: unknown) => void;
}

const firstRetryMs = 1000;
const longestRetryMs = 30_000;

/**
 * Opens an event stream and keeps it open. The browser repairs a broken connection by itself, but gives up for good
 * when the server answers with an error; then it is opened anew, ever more slowly. Returns how to close it.
 */
export function openEventStream(url: string, names: readonly string[], listener: StreamListener): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let retryMs = firstRetryMs;

  const connect = () => {
    timer = null;
    const stream = new EventSource(url);
    source = stream;
    stream.onopen = () => {
      retryMs = firstRetryMs;
      listener.opened();
    };
    stream.onerror = () => {
      listener.lost();
      if (stream.readyState !== EventSource.CLOSED) return;
      stream.close();
      timer = setTimeout(connect, retryMs * (0.75 + Math.random() / 2));
      retryMs = Math.min(longestRetryMs, retryMs * 2);
    };
    for (const name of names) {
      stream.addEventListener(name, (event) => listener.received(name, parseJson(event.data)));
    }
  };

  connect();
  return () => {
    source?.close();
    if (timer !== null) clearTimeout(timer);
  };
}

function parseJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
