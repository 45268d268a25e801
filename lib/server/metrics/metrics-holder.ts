import { processWide } from '../process-wide.ts';

export interface MetricsText {
  readonly contentType: string;
  readonly text: string;
}

export type MetricsSource = () => Promise<MetricsText>;

const none: MetricsSource = () => Promise.resolve({ contentType: 'text/plain; charset=utf-8', text: '' });

const holder = (): { source: MetricsSource } => processWide('metrics', () => ({ source: none }));

/** Set once by the process that serves; the routes only read it. */
export function setMetricsSource(source: MetricsSource): void {
  holder().source = source;
}

export function metricsText(): Promise<MetricsText> {
  return holder().source();
}
