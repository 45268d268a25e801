import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { servicesAt } from '../service/services-at.ts';
import { coveringPrefix, isEverything, spansOf, uncovered } from './address-spans.ts';
import { type ControllerAllowRule, controllerSecurityRules } from './controller-security-rules.ts';
import {
  arrivesAtNode,
  type ExpectedSecurityRule,
  expectedSecurityRules,
  frontendDestinations,
} from './expected-security-rules.ts';

/** What a rule of the controller lets in to an address of the Service, and nobody asks for. */
export interface SurplusAdmission {
  readonly rule: ControllerAllowRule;
  readonly destination: string;
  readonly port: string;
  readonly sources: readonly string[];
  /** Some Service at the address serves the port. */
  readonly isServed: boolean;
}

/**
 * Empty: nothing, or nobody can tell, or another Service at the address comes first and says it. Without floating IP
 * rules name nodes, which belong to no Service. docs/model.md "Security rules".
 */
export function surplusAdmissions({ service }: ServiceModel, model: ClusterModel): readonly SurplusAdmission[] {
  const actual = controllerSecurityRules(model.snapshot);
  if (actual === null || arrivesAtNode(service)) return [];
  const found: SurplusAdmission[] = [];
  for (const { ip } of service.ingress) {
    const destination = ip?.toLowerCase() ?? '';
    const rules = actual.allowing.get(destination) ?? [];
    const sharing = servicesAt(destination, model.snapshot.kubernetes.services ?? []);
    if (rules.length === 0 || sharing[0] !== service) continue;
    const wanted = sharing.map((each) => expectedSecurityRules(each, frontendDestinations(each)));
    if (wanted.includes(null)) continue;
    const asked = wanted.flatMap((all) => all ?? []).filter((each) => each.destinations.includes(ip ?? ''));
    for (const rule of rules) for (const port of rule.ports) found.push(...surplusOf(rule, destination, port, asked));
  }
  return found;
}

function surplusOf(
  rule: ControllerAllowRule,
  destination: string,
  port: string,
  asked: readonly ExpectedSecurityRule[],
): readonly SurplusAdmission[] {
  const wanted = asked.filter(
    ({ access, protocol, ports }) =>
      access === 'Allow' && protocol.toLowerCase() === rule.protocol && ports.some((each) => String(each) === port),
  );
  const all = [...rule.tags, ...rule.ranges.map(coveringPrefix)];
  if (wanted.length === 0) return [{ rule, destination, port, sources: all, isServed: false }];
  const tags = new Set(wanted.flatMap(({ sources }) => ('tag' in sources ? [sources.tag.toLowerCase()] : [])));
  const ranges = spansOf(wanted.flatMap(({ sources }) => ('ranges' in sources ? sources.ranges : [])));
  if (tags.has('internet') || ranges.some(isEverything)) return [];
  const sources = [
    ...[...rule.tags].filter((tag) => !tags.has(tag)),
    ...uncovered(rule.ranges, ranges).map(coveringPrefix),
  ];
  return sources.length === 0 ? [] : [{ rule, destination, port, sources, isServed: true }];
}
