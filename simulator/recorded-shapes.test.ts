import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { World } from './kernel/world.ts';
import { scaleSetOf } from './machines/add-machine.ts';
import type { ResourceName } from './objects/resources.ts';
import { buildScenario, loadScenario } from './scenario.ts';
import { missingFrom, pathsOfAll } from './testing/field-paths.ts';
import { jsonIn, readFixture } from './testing/read-fixture.ts';
import { childList, collections } from './wire/arm/collections.ts';

const FIXTURE = join(import.meta.dirname, '../fixtures/dataplane/01-even.tgz');
const itemsSchema = z.looseObject({ items: z.array(z.unknown()) });
const valueSchema = z.looseObject({ value: z.array(z.unknown()) });

/** Fields that only some objects have, on either side: no sign of another shape. */
const OPTIONAL = [
  /hugepages/,
  /spec\.volumes|volumeMounts/,
  /lifecycle|topologySpreadConstraints|minReadySeconds|tolerations/,
  /metadata\.(labels|annotations)$/,
  /conditions\[\]\.(reason|message)$/,
  /source\.host/,
  /privateIPAddress|\.subnet|frontendIPConfigurations\[\]\.zones/,
  /destinationAddressPrefix/,
  /networkProfile|networkProfileConfiguration|billingProfile|evictionPolicy|priority$/,
  /uniqueId|^type$|metadata\.generateName/,
];

const essential = (paths: readonly string[]): string[] =>
  paths.filter((path) => !OPTIONAL.some((known) => known.test(path)));

let files: Map<string, string>;
let world: World;

beforeAll(async () => {
  files = await readFixture(FIXTURE);
  world = buildScenario(loadScenario('healthy'), Date.UTC(2026, 10, 21), 1);
});

function compare(recorded: readonly unknown[], made: readonly unknown[]) {
  const [there, here] = [pathsOfAll(recorded), pathsOfAll(made)];
  return { missing: essential(missingFrom(there, here)), unknown: essential(missingFrom(here, there)) };
}

const SAME = { missing: [], unknown: [] };

describe('objects have the fields that recorded ones have, and no others', () => {
  const kinds: readonly ResourceName[] = [
    'nodes',
    'pods',
    'services',
    'endpointslices',
    'deployments',
    'replicasets',
    'events',
  ];

  it.each(kinds)('%s of Kubernetes', (kind) => {
    const recorded = itemsSchema.parse(jsonIn(files, `kubernetes/${kind}.json`)).items;
    const made = world.store.list(kind).filter((object) => object.metadata.namespace !== 'kube-system');
    expect(recorded.length).toBeGreaterThan(0);
    expect(compare(recorded, made)).toEqual(SAME);
  });

  it.each([
    ['loadbalancers', 'microsoft.network/loadbalancers'],
    ['publicipaddresses', 'microsoft.network/publicipaddresses'],
    ['networksecuritygroups', 'microsoft.network/networksecuritygroups'],
    ['vmss', 'microsoft.compute/virtualmachinescalesets'],
  ])('%s of Azure', (file, type) => {
    const recorded = valueSchema.parse(jsonIn(files, `azure/${file}.json`)).value;
    expect(compare(recorded, collections[type]?.list(world) ?? [])).toEqual(SAME);
  });

  it.each([
    ['vmssvms', 'microsoft.compute/virtualmachinescalesets/virtualmachines'],
    ['nics', 'microsoft.compute/virtualmachinescalesets/networkinterfaces'],
  ])('%s of Azure', (file, type) => {
    const recorded = valueSchema.parse(jsonIn(files, `azure/${file}.json`)).value;
    const made = childList(world, type, [scaleSetOf(world, 'apps')], true) ?? [];
    expect(compare(recorded, made)).toEqual(SAME);
  });
});
