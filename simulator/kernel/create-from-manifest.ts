import { admit, describeProblems } from '../control-plane/admission.ts';
import { newMeta, put } from '../control-plane/object-life.ts';
import { hasGeneration, resourceOfKind, resources } from '../objects/resources.ts';
import type { Manifest } from './build-cluster.ts';
import { createNamespace } from './create-world.ts';
import type { World } from './world.ts';

/** Creates an object from a manifest, as `kubectl create` would. Throws with the kind, name and field when it cannot. */
export function createFromManifest(world: World, manifest: Manifest): void {
  const resource = resourceOfKind(manifest.apiVersion, manifest.kind);
  if (resource === null) throw new Error(`${manifest.kind} (${manifest.apiVersion}) is not a kind the simulator knows`);
  const { name } = manifest.metadata;
  const namespace = resources[resource].namespaced ? (manifest.metadata.namespace ?? 'default') : undefined;
  if (namespace !== undefined) createNamespace(world, namespace);
  const metadata = {
    ...manifest.metadata,
    ...newMeta(world, { name }),
    ...(namespace === undefined ? {} : { namespace }),
    ...(hasGeneration(resource) ? { generation: 1 } : {}),
  };
  const admitted = admit(world, resource, { ...manifest, metadata });
  if (!admitted.ok) throw new Error(describeProblems(resource, name, admitted.problems));
  put(world, resource, admitted.object);
}
