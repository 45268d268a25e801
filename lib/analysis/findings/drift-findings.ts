import type { Finding } from '../../report/finding.ts';
import type { Drift } from '../../report/load-balancer-report.ts';
import { serviceDrift } from '../azure/drift.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { isSettling } from '../service/settling.ts';
import { azNetwork, reconcileCommand, shellWord } from './commands.ts';
import { serviceFinding } from './service-finding.ts';

interface DriftWords {
  readonly code: string;
  readonly breaks: string;
  readonly harmless: string;
  readonly accepts: (drift: Drift) => boolean;
}

interface ObjectWords {
  readonly noun: string;
  readonly kind: string;
  readonly showArguments: (balancer: string, name: string) => string;
}

const OBJECTS: Readonly<Record<Drift['kind'], ObjectWords>> = {
  rule: {
    noun: 'rule',
    kind: 'Rule',
    showArguments: (balancer, name) => `lb rule show --lb-name ${shellWord(balancer)} -n ${shellWord(name)}`,
  },
  probe: {
    noun: 'probe',
    kind: 'Probe',
    showArguments: (balancer, name) => `lb probe show --lb-name ${shellWord(balancer)} -n ${shellWord(name)}`,
  },
  frontend: {
    noun: 'frontend',
    kind: 'Frontend',
    showArguments: (balancer, name) => `lb frontend-ip show --lb-name ${shellWord(balancer)} -n ${shellWord(name)}`,
  },
  pool: {
    noun: 'backend pool',
    kind: 'Pool',
    showArguments: (balancer, name) => `lb address-pool show --lb-name ${shellWord(balancer)} -n ${shellWord(name)}`,
  },
  'public-ip': {
    noun: 'public IP',
    kind: 'PublicIP',
    showArguments: (_balancer, name) => `public-ip show -n ${shellWord(name)}`,
  },
};

const LEFTOVER =
  'It stays on the load balancer and counts against its limits; a rule also keeps its port open on the address.';

/** One finding per drifted Azure object. Empty while the controller is still at its first sync. */
export function driftFindings(service: ServiceModel, model: ClusterModel, words: DriftWords): readonly Finding[] {
  if (isSettling(service.service, model)) return [];
  const byObject = new Map<string, Drift[]>();
  for (const drift of serviceDrift(service, model)) {
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
  const fields = drifts.map((drift) => `${drift.field} is ${drift.actual}, expected ${drift.expected}`).join('; ');
  const { noun, kind, showArguments } = OBJECTS[drifts[0]?.kind ?? 'rule'];
  const isLeftover = drifts.every((drift) => drift.field === 'presence');
  const show = azNetwork(model.snapshot, showArguments(drifts[0]?.loadBalancer ?? '', object));
  return serviceFinding(service, {
    code: words.code,
    severity: breaks ? 'critical' : 'medium',
    title: isLeftover
      ? `${service.key} has a ${noun} that it does not ask for: ${object}`
      : `The ${noun} of ${service.key} differs from what the Service asks for: ${fields}`,
    impact: isLeftover ? LEFTOVER : breaks ? words.breaks : words.harmless,
    objects: [{ kind, namespace: null, name: object }],
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
    verify: [
      {
        command: show,
        expect: isLeftover ? 'ResourceNotFound' : drifts.map((drift) => `${drift.field} ${drift.expected}`).join(', '),
      },
    ],
  });
}
