import { type Clock, pause } from '../clock.ts';
import type { KubernetesItems } from '../kubernetes-listener.ts';
import type { ReflectorState } from '../reflect/reflector-state.ts';
import { kubeResources, versionsOf } from '../resource.ts';
import type { CollectionReader, CollectionSpec } from '../source/collection-reader.ts';
import type { Publishers } from '../source/publishers.ts';
import type { ResourcePart } from '../source/resource-part.ts';
import type { StatusBoard } from '../source/status-board.ts';
import type { KubeTransport } from '../transport/kube-transport.ts';
import { type Discovered, discoverVersions, type OptionalGroup } from './discover-versions.ts';
import { ingressSpec, optionalSpecs } from './host-route-specs.ts';

export interface HostRouteReaderOptions {
  readonly transport: Pick<KubeTransport, 'readJson'>;
  readonly clock: Clock;
  readonly reader: CollectionReader;
  readonly publishers: Pick<Publishers, 'hostRoutes'>;
  readonly board: StatusBoard;
  readonly onProgress: () => void;
}

type Spec = CollectionSpec<KubernetesItems['hostRoutes']>;

/** An add-on may be installed at any time; until then nothing is asked for often. */
const ABSENT_RETRY_MS = 600_000;
const FAILED_RETRY_MS = 60_000;

/** Reads what says which hosts enter where. Groups that a cluster does not serve are looked for again and again. */
export class HostRouteReader {
  readonly #options: HostRouteReaderOptions;
  readonly #stopping = new AbortController();
  readonly #collections: { stop(): void }[] = [];

  constructor(options: HostRouteReaderOptions) {
    this.#options = options;
  }

  start(): void {
    const { reader, publishers } = this.#options;
    this.#collections.push(reader.read<'hostRoutes'>(ingressSpec, publishers.hostRoutes));
    for (const { group, specs } of optionalSpecs) void this.#follow(group, specs);
    publishers.hostRoutes.ready();
  }

  stop(): void {
    this.#stopping.abort();
    for (const each of this.#collections) each.stop();
  }

  async #follow(group: OptionalGroup, specs: readonly Spec[]): Promise<void> {
    const { transport, clock, publishers, onProgress } = this.#options;
    const { signal } = this.#stopping;
    const untried = publishers.hostRoutes.addScope();
    const waiting = new Map(specs.map((spec) => [spec, this.#waitFor(spec)]));
    while (waiting.size > 0 && !signal.aborted) {
      const names = [...waiting.keys()].map(({ resource }) => resource);
      const found = await discoverVersions(transport, group, names, signal);
      if (signal.aborted) return;
      for (const [spec, wait] of waiting) {
        const version = versionIn(found, spec);
        if (version === null) wait.become(stateWithout(found, spec));
        else {
          this.#read({ ...spec, version });
          wait.end();
          waiting.delete(spec);
        }
      }
      untried.close();
      onProgress();
      if (waiting.size > 0) await pause(clock, found.ok ? ABSENT_RETRY_MS : FAILED_RETRY_MS, signal);
    }
  }

  #read(spec: Spec): void {
    const { reader, publishers } = this.#options;
    this.#collections.push(reader.read<'hostRoutes'>(spec, publishers.hostRoutes));
  }

  /** Stands on the board for a resource until it is known how to read it. */
  #waitFor({ resource }: Spec) {
    const { board } = this.#options;
    let state: ReflectorState = { kind: 'starting' };
    const part: ResourcePart = { state: () => state, problems: () => [], observedAtMs: () => null };
    board.add(resource, part);
    return {
      become(next: ReflectorState) {
        state = next;
        board.refresh(resource);
      },
      end: () => board.remove(resource, part),
    };
  }
}

/** Null: not served, or not known. Where nobody may ask, the list itself tells. */
function versionIn(found: Discovered, { resource }: Spec): string | null {
  if (found.ok) return found.versions.get(resource) ?? null;
  return found.reason === 'forbidden' ? (versionsOf(resource)[0] ?? null) : null;
}

function stateWithout(found: Discovered, { resource }: Spec): ReflectorState {
  if (!found.ok) return { kind: 'stale', message: found.message };
  const { group, plural } = kubeResources[resource];
  return { kind: 'absent', message: `The cluster does not serve ${plural}.${group}.` };
}
