import type { Finding } from '../../report/finding.ts';
import type { Drift } from '../../report/load-balancer-report.ts';
import { serviceDrift } from '../azure/drift.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { isSettling } from '../service/settling.ts';
import { azNetwork, reconcileCommand } from './commands.ts';
import { serviceFinding } from './service-finding.ts';

interface DriftWords {
  readonly code: string;
  readonly noun: 'rule' | 'probe';
  readonly breaks: string;
  readonly harmless: string;
  readonly accepts: (drift: Drift) => boolean;
}

/** One finding per drifted Azure object. Empty while the controller is still at its first sync. */
export function driftFindings(service: ServiceModel, model: ClusterModel, words: DriftWords): readonly Finding[] {
  if (isSettling(service.service, model)) return [];
  const byObject = new Map<string, Drift[]>();
  for (const drift of serviceDrift(service)) {
    if (!words.accepts(drift)) continue;
    const group = byObject.get(drift.object);
    if (group) group.push(drift);
    else byObject.set(drift.object, [drift]);
  }
  return [...byObject].map(([object, drifts]) => driftFinding(service, model, words, object, drifts));
}

function driftFinding(
  service: ServiceModel,
  model: ClusterModel,
  words: DriftWords,
  object: string,
  drifts: readonly Drift[],
): Finding {
  const breaks = drifts.some((drift) => drift.breaksTraffic);
  const balancer = service.owned.find(
    (owned) => owned.rule.name === object || owned.probe?.name === object,
  )?.loadBalancer;
  const fields = drifts.map((drift) => `${drift.field} is ${drift.actual}, expected ${drift.expected}`).join('; ');
  const objectKind = drifts.every((drift) => drift.kind === 'probe') ? 'probe' : 'rule';
  const show = azNetwork(
    model.snapshot,
    `lb ${objectKind} show --lb-name ${balancer?.name ?? '<load balancer>'} -n ${object}`,
  );
  return serviceFinding(service, {
    code: words.code,
    severity: breaks ? 'critical' : 'medium',
    title: `The ${words.noun} of ${service.key} differs from what the Service asks for: ${fields}`,
    impact: breaks ? words.breaks : words.harmless,
    objects: [{ kind: objectKind === 'probe' ? 'Probe' : 'Rule', namespace: null, name: object }],
    evidence: drifts.map((drift) => ({
      text: `${drift.field}: ${drift.actual} in Azure, ${drift.expected} by the Service`,
      known: 'computed' as const,
      source: `${drift.kind} ${object}`,
    })),
    fix: {
      text: 'Make the cloud controller reconcile the Service; it repairs manual edits only when the Service or the set of nodes changes. Then find who edited the load balancer.',
      commands: [reconcileCommand(model.snapshot, service.service)],
      patch: null,
    },
    verify: [{ command: show, expect: drifts.map((drift) => `${drift.field} ${drift.expected}`).join(', ') }],
  });
}
