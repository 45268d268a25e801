import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openEventStream, type StreamListener } from './open-event-stream.ts';

class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeEventSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    FakeEventSource.opened.push(this);
  }
  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }
  fail(final: boolean): void {
    this.readyState = final ? FakeEventSource.CLOSED : 0;
    this.onerror?.();
  }
}

function listen() {
  const heard: string[] = [];
  const listener: StreamListener = {
    opened: () => heard.push('opened'),
    lost: () => heard.push('lost'),
    received: (name, payload) => heard.push(`${name} ${JSON.stringify(payload)}`),
  };
  return { heard, close: openEventStream('/events', ['summary'], listener) };
}

const latest = (): FakeEventSource => {
  const stream = FakeEventSource.opened.at(-1);
  if (stream === undefined) throw new Error('no stream was opened');
  return stream;
};

beforeEach(() => {
  vi.useFakeTimers();
  FakeEventSource.opened = [];
  vi.stubGlobal('EventSource', FakeEventSource);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('event stream', () => {
  it('hands over parsed payloads, and undefined for one that is no JSON', () => {
    const { heard } = listen();
    latest().onopen?.();
    latest().dispatchEvent(new MessageEvent('summary', { data: '{"version":2}' }));
    latest().dispatchEvent(new MessageEvent('summary', { data: 'oops' }));
    expect(heard).toEqual(['opened', 'summary {"version":2}', 'summary undefined']);
  });

  it('leaves a broken connection to the browser and tells when it is back', () => {
    const { heard } = listen();
    latest().onopen?.();
    latest().fail(false);
    latest().onopen?.();
    expect(heard).toEqual(['opened', 'lost', 'opened']);
    expect(FakeEventSource.opened).toHaveLength(1);
  });

  it('opens anew after the browser has given up, ever more slowly', () => {
    listen();
    latest().fail(true);
    vi.advanceTimersByTime(1250);
    expect(FakeEventSource.opened).toHaveLength(2);
    latest().fail(true);
    vi.advanceTimersByTime(1250);
    expect(FakeEventSource.opened).toHaveLength(2);
    vi.advanceTimersByTime(1250);
    expect(FakeEventSource.opened).toHaveLength(3);
  });

  it('stays closed once closed', () => {
    const { close } = listen();
    latest().fail(true);
    close();
    vi.advanceTimersByTime(60_000);
    expect(FakeEventSource.opened).toHaveLength(1);
  });
});
