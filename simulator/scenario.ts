import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { actionSchema } from './actions/action.ts';
import { schedule } from './actions/schedule-action.ts';
import { addPublicIp } from './azure/load-balancers.ts';
import { buildCluster } from './kernel/build-cluster.ts';
import { allControllers } from './kernel/controllers.ts';
import { createWorld } from './kernel/create-world.ts';
import { scheduleStep } from './kernel/run-world.ts';
import { settingsSchema } from './kernel/settings.ts';
import type { World } from './kernel/world.ts';

const FOLDER = join(import.meta.dirname, 'scenarios');

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

/** Copies of manifests with `{n}` replaced by 0 and up: how a scenario makes many of a kind. */
const repeatSchema = z.strictObject({ times: z.number().int().min(1), manifests: z.array(manifestSchema) });

export const scenarioSchema = z.strictObject({
  title: z.string(),
  description: z.string().describe('What happens, and what a dashboard should say about it'),
  seed: z.number().int().default(1),
  cluster: settingsSchema,
  publicIps: z.array(z.strictObject({ name: z.string(), address: z.string() })).default([]),
  manifests: z.array(manifestSchema).default([]),
  repeat: z.array(repeatSchema).default([]),
  traffic: z
    .array(
      z.strictObject({
        service: z.string().regex(/^[^/]+\/[^/]+$/, 'write namespace/name'),
        port: z.number().int().default(80),
        requestsPerSecond: z.number().int().min(1).max(1_000).default(10),
        host: z.string().default('shop.example.com'),
        pooledConnections: z.number().int().min(0).default(12),
      }),
    )
    .default([]),
  timeline: z
    .array(z.strictObject({ at: z.number().min(0).describe('Seconds after the opening'), action: actionSchema }))
    .default([]),
});

export type Scenario = z.infer<typeof scenarioSchema>;

export const scenarioNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/, ''))
    .sort();

/** Reads a scenario file. Throws with the file and the field when it cannot be used. */
export function loadScenario(name: string): Scenario {
  if (!scenarioNames().includes(name))
    throw new Error(`there is no scenario "${name}"; there are ${scenarioNames().join(', ')}`);
  const file = join(FOLDER, `${name}.json`);
  const parsed = scenarioSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`scenarios/${name}.json cannot be used:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

type ManifestInput = z.infer<typeof manifestSchema>;

const numbered = (manifest: ManifestInput, index: number): ManifestInput =>
  manifestSchema.parse(JSON.parse(JSON.stringify(manifest).replaceAll('{n}', `${index}`)));

const manifestsOf = (scenario: Scenario): ManifestInput[] => [
  ...scenario.manifests,
  ...scenario.repeat.flatMap(({ times, manifests }) =>
    Array.from({ length: times }, (_, index) => manifests.map((manifest) => numbered(manifest, index))).flat(),
  ),
];

/** Builds the world of a scenario, open at its start time, with everything that is to happen already on its list. */
export function buildScenario(scenario: Scenario, startAt: number, seed: number): World {
  const settings = { ...scenario.cluster, startAt };
  const world = createWorld(settings, seed, allControllers(settings));
  for (const { name, address } of scenario.publicIps)
    addPublicIp(world, { name, address, family: address.includes(':') ? 'IPv6' : 'IPv4', tags: {} });
  buildCluster(world, manifestsOf(scenario));
  scenario.traffic.forEach((flow, place) => {
    world.traffic.flows.push(flow);
    world.traffic.open.push([]);
    scheduleStep(world, 'clients', `${place}`, 1_000);
  });
  for (const { at, action } of scenario.timeline) schedule(world, at * 1000, action);
  return world;
}
