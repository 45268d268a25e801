import type { Controller } from '../kernel/controller.ts';
import { reprobeService } from './reprobe.ts';

const PREFIX = 'namespace/';

/** A changed NetworkPolicy may let probes through to pods, or keep them out: those of its namespace have to find out. */
export const policyWatch: Controller = {
  name: 'policy-watch',
  latencyMs: 200,
  watches: { networkpolicies: (_world, { object }) => [`${PREFIX}${object.metadata.namespace ?? 'default'}`] },
  step(world, key) {
    const namespace = key.slice(PREFIX.length);
    for (const service of world.store.indexed('services', 'namespace', namespace)) {
      const rules = world.rules.get(`${namespace}/${service.metadata.name}`);
      if (rules !== undefined) reprobeService(world, rules, rules);
    }
    return null;
  },
};
