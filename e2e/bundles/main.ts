import { join } from 'node:path';
import { badNight, denied, withoutServices, writeBundle } from './write-bundles.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: main.ts FOLDER: writes the bundles of the browser tests there');
writeBundle(join(folder, 'bad-night'), badNight());
writeBundle(join(folder, 'quiet'), withoutServices());
writeBundle(join(folder, 'locked'), denied());
