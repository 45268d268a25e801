import { z } from 'zod';

/** What the control API says about the world: the part that is printed. */
export const worldStateSchema = z.object({
  scenario: z.string(),
  startedWith: z.string(),
  now: z.string(),
  speed: z.number(),
  nodes: z.array(
    z.object({
      name: z.string(),
      pool: z.string(),
      zone: z.string().nullable(),
      machine: z.string(),
      kubelet: z.string(),
      kubeProxy: z.string(),
      /** Null: there is no such Node. */
      ready: z.boolean().nullable(),
    }),
  ),
  services: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      externalTrafficPolicy: z.string().optional(),
      address: z.string().nullable(),
      inRotation: z.array(z.string()),
    }),
  ),
  journal: z.array(z.object({ at: z.string(), text: z.string() })),
});

export type WorldState = z.infer<typeof worldStateSchema>;
