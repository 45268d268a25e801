import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';

/** One port for each rule, by the name of the rule: ports that share one are judged alike. */
export function portsByRule(service: ServiceModel): ReadonlyMap<string, PortModel> {
  const rules = new Map<string, PortModel>();
  for (const port of service.ports) {
    const rule = port.owned?.rule.name ?? port.ruleName;
    if (!rules.has(rule)) rules.set(rule, port);
  }
  return rules;
}
