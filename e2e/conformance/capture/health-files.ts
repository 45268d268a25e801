import { z } from 'zod';
import { healthPath } from '../../../lib/snapshot/bundle/health-path.ts';
import type { Arm, ArmReply } from './in-process-arm.ts';

const balancersSchema = z.object({
  value: z.array(
    z.looseObject({
      name: z.string(),
      properties: z.looseObject({
        loadBalancingRules: z.array(
          z.looseObject({ name: z.string(), properties: z.looseObject({ probe: z.looseObject({}).nullish() }) }),
        ),
      }),
    }),
  ),
});

const PATIENCE = 5;

/** Asks as a client does: 202 with a location, which is asked until it answers. */
function askHealth(arm: Arm, path: string): ArmReply {
  let reply = arm('POST', path);
  for (let asked = 0; reply.status === 202 && asked < PATIENCE; asked++) {
    const { location } = reply.headers;
    if (location === undefined) throw new Error(`POST ${path} was answered 202 without a location`);
    reply = arm('GET', location);
  }
  if (reply.status === 202) throw new Error(`POST ${path} has no answer after ${PATIENCE} looks`);
  return reply;
}

/** The health of every rule that has a probe; Azure refuses to tell that of the others. */
export function healthFiles(arm: Arm, collection: string, list: unknown): readonly (readonly [string, string])[] {
  const balancers = balancersSchema.safeParse(list);
  if (!balancers.success) return [];
  return balancers.data.value.flatMap(({ name: loadBalancer, properties }) =>
    properties.loadBalancingRules
      .filter((rule) => rule.properties.probe != null)
      .map(({ name: rule }) => {
        const { body } = askHealth(arm, `${collection}/${loadBalancer}/loadBalancingRules/${rule}/health`);
        return [healthPath({ loadBalancer, rule }), JSON.stringify(body)] as const;
      }),
  );
}
