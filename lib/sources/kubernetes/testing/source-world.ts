import { type KubernetesSourceOptions, startKubernetesSource } from '../kubernetes-source.ts';
import { collectionPath, type KubeResourceName, kubeResources } from '../resource.ts';
import { startFakeApiServer } from './fake-api-server.ts';
import type { WireObject } from './fake-collection.ts';
import { createListenerRecorder } from './listener-recorder.ts';
import { createManualClock } from './manual-clock.ts';
import { createTokenAccess } from './token-access.ts';

/** A whole source against a fake API server that serves every resource, or those that `isServed` names. */
export async function startSourceWorld(isServed: (name: KubeResourceName) => boolean = () => true) {
  const server = await startFakeApiServer();
  const names = Object.keys(kubeResources).filter((name): name is KubeResourceName =>
    Object.hasOwn(kubeResources, name),
  );
  for (const name of names.filter(isServed)) server.serve(collectionPath(name));
  const clock = createManualClock();
  const recorder = createListenerRecorder();
  const stops: (() => void)[] = [];

  return {
    server,
    clock,
    recorder,
    start(options: Partial<KubernetesSourceOptions> = {}) {
      const access = createTokenAccess(server.url);
      const source = startKubernetesSource({ access, clock, listener: recorder, random: () => 0.5, ...options });
      stops.push(source.stop);
      return source;
    },
    put: (name: KubeResourceName, object: WireObject) => server.put(collectionPath(name), object),
    remove: (name: KubeResourceName, key: string) => server.remove(collectionPath(name), key),
    /** What was asked of a resource, as `verb path selector`. */
    asked: (name: KubeResourceName, verb: 'list' | 'watch') =>
      server.requests
        .filter((request) => request.collection === collectionPath(name) && request.verb === verb)
        .map(({ path, view }) =>
          [path, view.labelSelector, view.fieldSelector].filter((part) => part !== '').join(' '),
        ),
    /** Resolves when the resource is watched by so many. */
    untilWatched: (name: KubeResourceName, count = 1, path = collectionPath(name) as string) =>
      server.until(() => server.watches(path).length >= count),
    async close() {
      for (const stop of stops) stop();
      await server.close();
    },
  };
}

export type SourceWorld = Awaited<ReturnType<typeof startSourceWorld>>;
