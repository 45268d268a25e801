import { z } from 'zod';

/** What the control panel of an embedded AKS offers: the world that is simulated, not what a dashboard knows of it. */
export const embeddedStateSchema = z.object({
  scenario: z.string().describe('The one that was run last.'),
  startedWith: z.string().describe('The one whose cluster this is.'),
  now: z.string().describe('Virtual time.'),
  speed: z.number().describe('Virtual seconds per second; 0: paused.'),
  scenarios: z.array(z.object({ name: z.string(), title: z.string() })),
  nodes: z.array(
    z.object({
      name: z.string(),
      pool: z.string(),
      zone: z.string().nullable(),
      spot: z.boolean(),
      machine: z.string(),
    }),
  ),
  services: z.array(
    z.object({ namespace: z.string(), name: z.string(), externalTrafficPolicy: z.string().optional() }),
  ),
  workloads: z.array(z.object({ namespace: z.string(), name: z.string(), replicas: z.number() })),
  journal: z.array(z.object({ at: z.string(), text: z.string() })).describe('What happened last.'),
});

export type EmbeddedState = z.infer<typeof embeddedStateSchema>;

/** What may be asked of it, one at a time. */
export const embeddedCommandSchema = z.union([
  z.strictObject({ action: z.looseObject({ do: z.string() }) }),
  z.strictObject({ speed: z.number() }),
  z.strictObject({ run: z.string() }),
]);

export type EmbeddedCommand = z.infer<typeof embeddedCommandSchema>;
