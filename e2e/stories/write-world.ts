import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { World } from '../../simulator/kernel/world.ts';
import { bundleFiles } from '../conformance/capture/capture-world.ts';

interface Recording {
  /** What the cluster is called. */
  readonly name: string;
  /** The folder that the folder of the bundle is made in. */
  readonly parent: string;
  /** Whether Azure is asked for the health of each rule. */
  readonly withHealth: boolean;
}

/** Writes a bundle of a world as it is now; answers its folder. */
export function writeWorld(world: World, { name, parent, withHealth }: Recording): string {
  const folder = join(parent, name);
  for (const [path, text] of bundleFiles(world, name, { withHealth })) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}
