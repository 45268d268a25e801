import type { KubernetesItems, KubernetesKind } from '../kubernetes-listener.ts';
import type { ObjectStoreOptions } from '../reflect/object-store.ts';
import { type Reflector, type ReflectorEnvironment, startReflector } from '../reflect/reflector.ts';
import { collectionPath, type KubeResourceName } from '../resource.ts';
import type { KindPublisher } from './kind-publisher.ts';
import type { StatusBoard } from './status-board.ts';

/** What to read, and how. */
export interface CollectionSpec<T> extends Partial<Omit<ObjectStoreOptions<T>, 'parse'>> {
  readonly parse: ObjectStoreOptions<T>['parse'];
  readonly resource: KubeResourceName;
  /** Absent: the preferred one. */
  readonly version?: string;
  /** Absent: of the whole cluster. */
  readonly namespace?: string | null;
  /** Selections, preferred first. */
  readonly queries?: readonly Readonly<Record<string, string>>[];
}

export interface Collection<T> extends Pick<Reflector<T>, 'items' | 'relist' | 'prune' | 'stop'> {
  /** True: it has been read as a whole at least once. */
  hasSynced(): boolean;
}

export interface CollectionReader {
  /** Follows a collection and tells its objects as part of a kind. `onChange`: data or state may be new. */
  read<K extends KubernetesKind>(
    spec: CollectionSpec<KubernetesItems[K]>,
    publisher: KindPublisher<K>,
    onChange?: () => void,
  ): Collection<KubernetesItems[K]>;
}

/** Starts reflectors and ties them to what is told of their kind and to the state of their resource. */
export function createCollectionReader(
  environment: ReflectorEnvironment,
  board: StatusBoard,
  onProgress: () => void,
): CollectionReader {
  return {
    read(spec, publisher, onChange) {
      const { resource, version, namespace = null, queries = [{}], keep = () => true, keyPrefix = '', parse } = spec;
      const scope = publisher.addScope();
      const tell = () => {
        onChange?.();
        onProgress();
      };
      const sink = {
        synced(contents: Parameters<typeof scope.synced>[0]) {
          scope.synced(contents);
          tell();
        },
        changed(changes: Parameters<typeof scope.changed>[0]) {
          scope.changed(changes);
          tell();
        },
        stateChanged() {
          const { kind } = reflector.state();
          if (kind !== 'live' && kind !== 'starting') scope.failed();
          board.refresh(resource);
          tell();
        },
      };
      const path = collectionPath(resource, namespace, version);
      const reflector = startReflector(environment, { path, queries, keep, keyPrefix, parse, sink });
      board.add(resource, reflector);
      return {
        ...reflector,
        hasSynced: () => reflector.observedAtMs() !== null,
        stop() {
          reflector.stop();
          board.remove(resource, reflector);
          scope.close();
        },
      };
    },
  };
}
