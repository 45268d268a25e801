'use client';

import type { z } from 'zod';
import { type Live, useLiveEvents } from '../live/use-live-events.ts';
import { useRefetched } from '../live/use-refetched.ts';
import { type SubpageData, subpageReaders } from './subpage-data.ts';

export interface SubpageOptions<T> {
  readonly data: SubpageData;
  readonly document: T;
  readonly renderedAt: string;
  readonly schema: z.ZodType<T>;
  /** Of the document, under the cluster: `nodes`. */
  readonly path: string;
}

export interface Subpage<T> {
  readonly live: Live<SubpageData>;
  readonly document: T;
  /** The document could not be asked for again; what is shown is the last good one. */
  readonly failed: boolean;
}

/** A page under a cluster that follows the event stream and asks for its own document again when something changed. */
export function useSubpage<T>({ data, document, renderedAt, schema, path }: SubpageOptions<T>): Subpage<T> {
  const base = `/api/v1/clusters/${encodeURIComponent(data.id)}`;
  const live = useLiveEvents<SubpageData>({
    url: `${base}/events`,
    initial: data,
    renderedAt,
    readers: subpageReaders,
  });
  const signature = live.shown.summary.takenAt;
  const fresh = useRefetched({ url: `${base}/${path}`, schema, initial: document, signature });
  return { live, document: fresh.document, failed: fresh.failed };
}
