import type { ResourceName } from '../objects/resources.ts';
import type { StoreChange } from './object-store.ts';

const KEPT_PER_RESOURCE = 20_000;
/** etcd is compacted every five minutes; what is older goes in lumps, and the newest changes stay whatever their age. */
const KEPT_MS = 5 * 60_000;
const LUMP_MS = 30_000;
const ALWAYS_KEPT = 1_000;

interface Track {
  changes: StoreChange[];
  /** Changes at or before this revision are forgotten. */
  forgotten: number;
}

/** Drops the oldest changes, so many of them. */
function forget(track: Track, count: number): void {
  if (count <= 0) return;
  track.forgotten = track.changes[count - 1]?.revision ?? track.forgotten;
  track.changes = track.changes.slice(count);
}

/** The recent past of the store, so that a watch can be resumed. What is forgotten answers 410, as etcd does after compaction. */
export class ChangeLog {
  private readonly tracks = new Map<ResourceName, Track>();
  private compactedAt = 0;

  append(change: StoreChange): void {
    const track = this.track(change.resource);
    track.changes.push(change);
    const oldest = track.changes[0]?.at ?? change.at;
    if (track.changes.length > 2 * KEPT_PER_RESOURCE) forget(track, KEPT_PER_RESOURCE);
    else if (change.at - oldest > KEPT_MS + LUMP_MS) {
      const young = track.changes.findIndex(({ at }) => change.at - at <= KEPT_MS);
      forget(track, Math.min(young, track.changes.length - ALWAYS_KEPT));
    }
  }

  /** Forgets everything up to a revision, as a compaction does. */
  compact(revision: number): void {
    this.compactedAt = Math.max(this.compactedAt, revision);
    for (const track of this.tracks.values())
      track.changes = track.changes.filter((change) => change.revision > revision);
  }

  /** Changes of a resource after a revision, oldest first; null when that revision is too old to tell. */
  since(resource: ResourceName, revision: number): readonly StoreChange[] | null {
    const track = this.track(resource);
    if (revision < Math.max(track.forgotten, this.compactedAt)) return null;
    let low = 0;
    let high = track.changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((track.changes[middle]?.revision ?? 0) <= revision) low = middle + 1;
      else high = middle;
    }
    return track.changes.slice(low);
  }

  private track(resource: ResourceName): Track {
    const known = this.tracks.get(resource);
    if (known !== undefined) return known;
    const track: Track = { changes: [], forgotten: 0 };
    this.tracks.set(resource, track);
    return track;
  }
}
