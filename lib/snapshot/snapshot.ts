import type { AzurePart } from './azure-part.ts';
import type { KubernetesPart } from './kubernetes-part.ts';
import type { ProbesPart } from './probes-part.ts';
import type { SourceName, SourceStatus } from './source-status.ts';

/**
 * Everything known about one cluster at one moment. Immutable plain JSON; every page, finding, metric and
 * link is a pure function of it.
 */
export interface Snapshot {
  readonly formatVersion: 1;
  readonly cluster: string;
  /** RFC 3339, UTC. The "now" of every computation. */
  readonly takenAt: string;
  readonly sources: Readonly<Record<SourceName, SourceStatus>>;
  readonly kubernetes: KubernetesPart;
  readonly azure: AzurePart;
  readonly probes: ProbesPart;
}

/** Null: not loaded (no file, no permission, no answer yet). Empty: loaded, and there is none. */
export type Loaded<T> = readonly T[] | null;
