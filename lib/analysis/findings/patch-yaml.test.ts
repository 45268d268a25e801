import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { type PatchValue, patchYaml } from './patch-yaml.ts';

const values: readonly PatchValue[] = [
  {
    spec: {
      template: {
        spec: { containers: [{ name: 'web', lifecycle: { preStop: { exec: null, sleep: { seconds: 15 } } } }] },
      },
    },
  },
  { list: [], map: {}, nested: [{ a: [1, 2], b: { c: 'd' } }, { e: null }] },
  {
    words: ['yes', 'No', 'true', 'null', '1', '1e3', '', ' a', 'a: b', '- a', '#', "it's", 'é', 'y'],
    on: true,
    '25%': '25%',
  },
];

it.each(values.map((value) => [value]))('writes YAML that reads back as what it was: %j', (value) => {
  expect(parse(patchYaml(value))).toEqual(value);
});
