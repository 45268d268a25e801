import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shareColumns } from '../charts/distribution-panel.tsx';
import { serviceColumns } from '../cluster/services-columns.tsx';
import { sectionOfTerm } from '../docs/model-section.ts';
import { fleetColumns } from '../fleet/fleet-columns.tsx';
import { glossary } from '../glossary.ts';
import { frontendColumns, poolColumns, probeColumns, ruleColumns } from '../load-balancers/balancer-columns.tsx';
import { availabilityColumns } from '../load-balancers/balancer-metrics.tsx';
import { driftColumns, orphanColumns } from '../load-balancers/balancer-trouble.tsx';
import { routingColumns } from '../map/routing-table.tsx';
import { endpointHeads } from '../nodes/node-endpoints.tsx';
import { nodeListColumns } from '../nodes/node-list-columns.tsx';
import { nodeServiceColumns } from '../nodes/node-services-columns.tsx';
import { hostnameColumns } from '../service/hostnames-section.tsx';
import { nodeColumns } from '../service/nodes-columns.tsx';
import { podColumns } from '../service/pods-columns.tsx';
import { knownWords, verdictWords } from '../status-vocabulary.ts';
import { recordedVariants } from '../testing/recorded-variants.ts';
import { type ColumnHead, headTitle } from './head-words.tsx';

const [recorded] = await recordedVariants();
if (recorded === undefined) throw new Error('fixtures/: no recorded state has a Service with a port');
const { traffic } = recorded;
const at = '2026-11-21T03:00:00Z';
const nothing = () => undefined;

/** The heads of every table, by the file that makes them. */
const tables: Readonly<Record<string, readonly (readonly ColumnHead[])[]>> = {
  'charts/distribution-panel.tsx': [shareColumns],
  'cluster/services-columns.tsx': [serviceColumns],
  'fleet/fleet-columns.tsx': [fleetColumns(at)],
  'load-balancers/balancer-columns.tsx': [frontendColumns('x'), ruleColumns('x'), probeColumns, poolColumns],
  'load-balancers/balancer-metrics.tsx': [availabilityColumns],
  'load-balancers/balancer-trouble.tsx': [driftColumns('x'), orphanColumns],
  'map/routing-table.tsx': [routingColumns],
  'nodes/node-endpoints.tsx': [endpointHeads],
  'nodes/node-list-columns.tsx': [nodeListColumns],
  'nodes/node-services-columns.tsx': [nodeServiceColumns('x', false)],
  'service/hostnames-section.tsx': [hostnameColumns],
  'service/nodes-columns.tsx': [nodeColumns(nothing, at, null, traffic)],
  'service/pods-columns.tsx': [podColumns(nothing, traffic)],
};

/** Words of every day, names, and objects of Kubernetes that this product gives no meaning of its own. */
const plainHeads: ReadonlySet<string> = new Set([
  'Address',
  'Cluster',
  'For',
  'From',
  'Kind',
  'Name',
  'Object',
  'Service',
  'Services',
  'To',
  'Used by',
  'What is wrong',
]);

const heads = Object.entries(tables).flatMap(([file, lists]) =>
  lists.flat().map((head) => [`${head.head} of ${file}`, head] as const),
);

it('knows every file that makes columns', () => {
  const root = new URL('../', import.meta.url);
  const makes = /: readonly (?:(?:Plain)?Column<|ColumnHead\[\] =)/;
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.') && !/^(?:table|ui|explain)\//.test(path))
    .filter((path) => makes.test(readFileSync(new URL(path, root), 'utf8')))
    .filter((path) => path !== 'load-balancers/balancer-section.tsx');
  expect(files.toSorted()).toEqual(Object.keys(tables).toSorted());
});

describe('the head of a column', () => {
  it.each(heads.filter(([, { head }]) => !plainHeads.has(head)))('%s explains its term', (_, { term }) => {
    expect(term).toBeDefined();
  });

  it.each(heads.filter(([, { term }]) => term === undefined))('%s has no line for the mouse alone', (_, head) => {
    expect(head.meaning).toBeUndefined();
  });

  it('tells a resting pointer the term and what the column says beyond it', () => {
    expect(headTitle({ head: 'Probes', term: 'drift', meaning: 'Here.' })).toBe(`${glossary.drift} Here.`);
    expect(headTitle({ head: 'Service' })).toBeUndefined();
  });
});

describe('the glossary', () => {
  it('has one line for each term, and a section of the model', () => {
    for (const [term, line] of Object.entries(glossary)) {
      expect(line, term).toMatch(/^\S.{10,190}[.]$/);
    }
    const headings = readFileSync(new URL('../../docs/model.md', import.meta.url), 'utf8');
    for (const section of Object.values(sectionOfTerm)) expect(headings).toContain(`\n## ${section}\n`);
  });

  it('has every word of a verdict and of how something is known', () => {
    const lines: Readonly<Record<string, string>> = glossary;
    for (const { word, sentence } of [...Object.values(verdictWords), ...Object.values(knownWords)]) {
      expect(lines[word]).toBe(sentence);
    }
  });
});
