import { z } from 'zod';
import { actionSchema } from '../actions/action.ts';
import { settingsSchema } from '../kernel/settings.ts';

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

/** Copies of manifests with `{n}` replaced by 0 and up: how a scenario makes many of a kind. */
const repeatSchema = z.strictObject({ times: z.number().int().min(1).max(5_000), manifests: z.array(manifestSchema) });

const flowSchema = z.strictObject({
  service: z.string().regex(/^[^/]+\/[^/]+$/, 'write namespace/name'),
  port: z.number().int().default(80),
  requestsPerSecond: z.number().int().min(1).max(1_000).default(10),
  host: z.string().default('shop.example.com'),
  pooledConnections: z.number().int().min(0).default(12),
});

const codesSchema = z.array(z.string().regex(/^[a-z0-9-]+$/, 'write the code of a finding')).default([]);

/** Codes of findings that a dashboard tells at some moment of the story, exactly these. Nothing in the box looks at them. */
const expectSchema = z.strictObject({ faults: codesSchema, risks: codesSchema });

export const scenarioSchema = z.strictObject({
  title: z.string(),
  description: z.string().describe('What happens, and what a dashboard should say about it'),
  seed: z.number().int().default(1),
  expect: expectSchema.prefault({}),
  timeline: z
    .array(z.strictObject({ at: z.number().min(0).describe('Seconds after the opening'), action: actionSchema }))
    .default([]),
  cluster: settingsSchema,
  publicIps: z.array(z.strictObject({ name: z.string(), address: z.string() })).default([]),
  traffic: z.array(flowSchema).default([]),
  manifests: z.array(manifestSchema).default([]),
  repeat: z.array(repeatSchema).default([]),
});

export type Scenario = z.infer<typeof scenarioSchema>;

type ScenarioManifest = z.infer<typeof manifestSchema>;

const numbered = (manifest: ScenarioManifest, index: number): ScenarioManifest =>
  manifestSchema.parse(JSON.parse(JSON.stringify(manifest).replaceAll('{n}', `${index}`)));

/** Every manifest of a scenario, the repeated ones written out. */
export const manifestsOf = (scenario: Scenario): ScenarioManifest[] => [
  ...scenario.manifests,
  ...scenario.repeat.flatMap(({ times, manifests }) =>
    Array.from({ length: times }, (_, index) => manifests.map((manifest) => numbered(manifest, index))).flat(),
  ),
];
