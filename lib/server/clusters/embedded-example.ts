import { join } from 'node:path';

/** What is shown when there is nothing else to show: a recorded night on which a spot node went away. */
export const embeddedExample = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  'fixtures',
  'dataplane',
  '28-deleted-node.tgz',
);
