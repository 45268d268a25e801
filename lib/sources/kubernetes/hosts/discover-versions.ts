import { propertyOf } from '../../../snapshot/wire/plain-object.ts';
import { discoveryPath, type KubeResourceName, kubeResources, versionsOf } from '../resource.ts';
import type { KubeFailure } from '../transport/kube-failure.ts';
import type { KubeTransport } from '../transport/kube-transport.ts';

export type OptionalGroup = Parameters<typeof discoveryPath>[0];

export type Discovered =
  /** A resource that is not in it is not served. */
  { readonly ok: true; readonly versions: ReadonlyMap<KubeResourceName, string> } | KubeFailure;

/** Asks which version of each resource of a group is served; every signed-in identity may ask that. */
export async function discoverVersions(
  transport: Pick<KubeTransport, 'readJson'>,
  group: OptionalGroup,
  names: readonly KubeResourceName[],
  signal: AbortSignal,
): Promise<Discovered> {
  const versions = new Map<KubeResourceName, string>();
  for (const version of new Set(names.flatMap(versionsOf))) {
    const missing = names.filter((name) => !versions.has(name) && versionsOf(name).includes(version));
    if (missing.length === 0) continue;
    const answer = await transport.readJson({ path: discoveryPath(group, version), signal });
    if (!answer.ok && answer.reason !== 'not-found') return answer;
    const served = answer.ok ? pluralsOf(answer.body) : new Set<unknown>();
    for (const name of missing) if (served.has(kubeResources[name].plural)) versions.set(name, version);
  }
  return { ok: true, versions };
}

function pluralsOf(body: unknown): ReadonlySet<unknown> {
  const resources = propertyOf(body, 'resources');
  return new Set(Array.isArray(resources) ? resources.map((resource: unknown) => propertyOf(resource, 'name')) : []);
}
