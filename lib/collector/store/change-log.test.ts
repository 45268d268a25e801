import { expect, it } from 'vitest';
import { createChangeLog } from './change-log.ts';

it('names each object once and starts anew when taken', () => {
  const log = createChangeLog();
  for (const key of ['a', 'b', 'a']) log.add('nodes', key);
  log.add('pods', 'a');
  expect(log.take()).toEqual([
    { kind: 'nodes', key: 'a' },
    { kind: 'nodes', key: 'b' },
    { kind: 'pods', key: 'a' },
  ]);
  expect(log.take()).toEqual([]);
});

it('says "anything" instead of single objects once that was said, or when there are too many', () => {
  const log = createChangeLog();
  log.add('nodes', 'a');
  log.add('nodes', '*');
  log.add('nodes', 'b');
  for (let index = 0; index < 1001; index += 1) log.add('pods', `${index}`);
  for (let index = 0; index < 1000; index += 1) log.add('leases', `${index}`);
  const taken = log.take();
  expect(taken.filter(({ kind }) => kind !== 'leases')).toEqual([
    { kind: 'nodes', key: '*' },
    { kind: 'pods', key: '*' },
  ]);
  expect(taken).toHaveLength(1002);
});
