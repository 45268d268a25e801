import { expect, test } from 'vitest';
import { holdsFor, selectsLabels } from './label-selector.ts';

const labels = { app: 'web', tier: 'front', cores: '8' };

test.each([
  ['In', ['web', 'api'], true],
  ['In', ['api'], false],
  ['NotIn', ['api'], true],
  ['NotIn', ['web'], false],
  ['Exists', [], true],
  ['DoesNotExist', [], false],
  ['Matches', ['web'], false],
])('%s %j of a label that is there is %s', (operator, values, holds) => {
  expect(holdsFor({ key: 'app', operator, values }, labels)).toBe(holds);
});

test('a label that is missing is in nothing, and not in everything', () => {
  const holds = (operator: string) => holdsFor({ key: 'zone', operator, values: ['a'] }, labels);
  expect(['In', 'NotIn', 'Exists', 'DoesNotExist'].map(holds)).toEqual([false, true, false, true]);
});

test('numbers are compared as numbers, and other words never', () => {
  const holds = (key: string, operator: string) => holdsFor({ key, operator, values: ['7'] }, labels);
  expect([holds('cores', 'Gt'), holds('cores', 'Lt'), holds('app', 'Gt'), holds('app', 'Lt')]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('a selector needs all of its parts, and an empty one nothing', () => {
  const notBack = { key: 'tier', operator: 'NotIn', values: ['back'] };
  expect(selectsLabels({ matchLabels: { app: 'web' }, matchExpressions: [notBack] }, labels)).toBe(true);
  expect(selectsLabels({ matchLabels: { app: 'api' }, matchExpressions: [notBack] }, labels)).toBe(false);
  expect(
    selectsLabels({ matchLabels: { app: 'web' }, matchExpressions: [notBack] }, { app: 'web', tier: 'back' }),
  ).toBe(false);
  expect(selectsLabels({ matchLabels: {}, matchExpressions: [] }, {})).toBe(true);
});
