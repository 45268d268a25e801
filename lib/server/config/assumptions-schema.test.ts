import { expect, it } from 'vitest';
import { defaultSettings } from '../../analysis/settings.ts';
import { assumptionsSchema } from './assumptions-schema.ts';

it('takes every constant by its name in docs/model.md, and no other name', () => {
  const { acknowledgements: _none, ...all } = defaultSettings;
  expect(assumptionsSchema.parse(all)).toEqual(all);
  expect(assumptionsSchema.safeParse({ drainSecond: 5 }).error?.issues[0]?.message).toContain('drainSeconds');
  expect(assumptionsSchema.safeParse({ acknowledgements: 5 }).success).toBe(false);
});

it.each([-1, 86_401, '5', null, Number.NaN])('does not take %o for seconds', (drainSeconds) => {
  expect(assumptionsSchema.safeParse({ drainSeconds }).success).toBe(false);
});
