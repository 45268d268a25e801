import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, test } from 'vitest';
import { advance } from '../kernel/run-world.ts';
import { buildScenario, loadScenario, scenarioNames } from '../scenario.ts';
import { parseScenario } from './parse-scenario.ts';
import { ScenarioError } from './scenario-error.ts';
import { scenarioName } from './scenario-path.ts';

const LEAST = ['title: mine', 'description: what happens', 'cluster:', '  pools:', '    - { name: apps, count: 2 }'];
const file = (...more: readonly string[]): string => [...LEAST, ...more, ''].join('\n');

function problemsOf(text: string): string {
  try {
    parseScenario(text, 'mine.yaml');
  } catch (error) {
    if (error instanceof ScenarioError) return error.message;
    throw error;
  }
  return 'nothing wrong';
}

describe('a scenario file', () => {
  it('needs a title, a description and a pool, and the rest is as usual', () => {
    expect(parseScenario(file(), 'mine.yaml')).toMatchObject({
      title: 'mine',
      seed: 1,
      expect: { faults: [], risks: [] },
      timeline: [],
      manifests: [],
      cluster: { pools: [{ name: 'apps', mode: 'User', count: 2 }], region: 'westeurope' },
    });
  });

  const wrong: readonly [string, string, string][] = [
    ['YAML that is none', file('timeline: [a'), 'line 7: Flow sequence'],
    ['a field that does not exist', file('timelime: []'), 'line 1: Unrecognized key: "timelime"'],
    ['a value of the wrong kind', file('seed: many'), 'line 6: seed: Invalid input: expected number'],
    [
      'a field deep inside, by the line of what is around it',
      file('timeline:', '  - { at: 1, action: { do: drain, node: spot } }', '  - { at: 2, action: { do: evict } }'),
      'line 8: timeline[1].action.node: Invalid input: expected string',
    ],
    [
      'a manifest that the API server would refuse',
      file(
        'manifests:',
        '  - apiVersion: v1',
        '    kind: Service',
        '    metadata: { name: a }',
        '    spec: { ports: 1 }',
      ),
      'line 10: manifests[0].spec.ports: Invalid input: expected array',
    ],
    [
      'a kind that is not there',
      file('manifests:', '  - { apiVersion: v1, kind: Secret, metadata: { name: a } }'),
      'line 7: manifests[0].kind: Secret (v1) is no kind of the simulator; it has Namespace',
    ],
    [
      'traffic to a Service that nobody makes',
      file('traffic: [{ service: shop/web }]'),
      'line 6: traffic[0].service: no manifest makes the Service shop/web',
    ],
    ['a text that is no map', '- 1\n', 'line 1: Invalid input: expected object'],
  ];
  test.each(wrong)('with %s is refused with the file, the line and the field', (_name, text, words) => {
    const told = problemsOf(text);
    expect(told).toContain('mine.yaml cannot be used as a scenario:\n');
    expect(told).toContain(words);
  });
});

describe('naming a scenario', () => {
  const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('takes the name of one that is here, or the path of a file', () => {
    const path = join(folder, 'night.yaml');
    writeFileSync(path, file());
    expect(loadScenario(path).title).toBe('mine');
    expect(scenarioName(path)).toBe('night');
    expect(loadScenario('healthy').title).toBe('A healthy cluster');
    expect(scenarioName('healthy')).toBe('healthy');
  });

  it('says what there is when there is none of that name, and why a file cannot be read', () => {
    expect(() => loadScenario('none')).toThrow(/no scenario "none"; there are .*healthy.*named by its path$/);
    const none = join(folder, 'none.yaml');
    expect(() => loadScenario(none)).toThrow(
      `${none} cannot be read as a scenario: there is no such file. Check the path, or name a scenario that \`simulate list\` prints.`,
    );
    expect(() => loadScenario(`${folder}/`)).toThrow(/it is a folder\. Give the path of a YAML file/);
    expect(() => loadScenario(`${none}\0`)).toThrow(/cannot be read as a scenario: .*null bytes/);
  });

  it('has no way out of the folder by a name', () => {
    expect(() => loadScenario('..')).toThrow(/there is no scenario/);
  });
});

test.each(scenarioNames())(
  'the scenario %s can be read, and its comment says what to watch and what to expect',
  (name) => {
    const text = readFileSync(join(import.meta.dirname, '..', 'scenarios', `${name}.yaml`), 'utf8');
    expect(loadScenario(name).description).not.toBe('');
    expect(text).toMatch(/^# \S/);
    for (const heading of ['\n# Watch: ', '\n# Expected: ']) expect(text).toContain(heading);
  },
);

test('the scenario of the manual can be played as it stands there', () => {
  const manual = readFileSync(join(import.meta.dirname, '../../docs/embedded.md'), 'utf8');
  const text = /```yaml\n(title:[\s\S]*?)```/.exec(manual)?.[1] ?? '';
  const world = buildScenario(parseScenario(text, 'docs/embedded.md'), Date.UTC(2026, 10, 21, 3), 1);
  advance(world, world.now + 60_000);
  expect([...world.machines.values()].filter(({ power }) => power === 'hung')).toHaveLength(1);
});
