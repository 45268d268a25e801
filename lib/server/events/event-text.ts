export interface StreamEvent {
  readonly event: string;
  /** JSON on one line. */
  readonly data: string;
  readonly id?: string;
}

/** One event of a `text/event-stream`. */
export function eventText({ event, data, id }: StreamEvent): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`;
}
