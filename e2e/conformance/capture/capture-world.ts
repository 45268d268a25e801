import { type DecodedBundle, decodeBundle } from '../../../lib/snapshot/bundle/decode-bundle.ts';
import type { World } from '../../../simulator/kernel/world.ts';
import { azureFiles } from './azure-files.ts';
import { kubernetesFiles } from './kubernetes-files.ts';

export interface CaptureOptions {
  /** Whether Azure is asked for the health of each rule. */
  readonly withHealth: boolean;
}

/** A bundle of a world as it is now, read as any bundle is: every byte comes from what the wire would answer. */
export function captureWorld(world: World, options: CaptureOptions): DecodedBundle {
  const { cluster } = world.settings;
  return decodeBundle(bundleFiles(world, cluster, options), { cluster, takenAt: new Date(world.now).toISOString() });
}

/** The same bundle as files, by path. */
export function bundleFiles(
  world: World,
  cluster: string,
  { withHealth }: CaptureOptions,
): ReadonlyMap<string, string> {
  const manifest = JSON.stringify({ formatVersion: 1, cluster, takenAt: new Date(world.now).toISOString() });
  return new Map([['manifest.json', manifest], ...kubernetesFiles(world), ...azureFiles(world, withHealth)]);
}
