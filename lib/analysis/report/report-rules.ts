import type { RuleReport } from '../../report/service-report.ts';
import { armName } from '../../snapshot/arm-id.ts';
import { explicitMarkDownSeconds, markUpSeconds, silentMarkDownSeconds } from '../policy/probe-config.ts';
import type { Observations } from '../service/observation.ts';
import type { PortModel } from '../service/port-model.ts';
import type { ServiceModel } from '../service/service-model.ts';

/** The rules of a Service, one for each port and family that has or should have one. */
export function reportRules(service: ServiceModel): RuleReport[] {
  return service.ports.flatMap((port) => {
    const { state } = port;
    if (state === 'none') return [];
    const body = ruleBody(service, port);
    const observed = observedBody(port.observations);
    return [{ ...body, state, probe: probeBody(port), detect: detectBody(port), observed }];
  });
}

function ruleBody(service: ServiceModel, port: PortModel): Omit<RuleReport, 'state' | 'probe' | 'detect' | 'observed'> {
  const common = { name: port.owned?.rule.name ?? port.ruleName, servicePort: port.port.port, family: port.family };
  if (port.owned !== null) {
    const { rule, loadBalancer } = port.owned;
    return {
      ...common,
      loadBalancer: loadBalancer.name,
      protocol: rule.protocol,
      frontendPort: rule.frontendPort,
      backendPort: rule.backendPort,
      floatingIP: rule.enableFloatingIP,
      backendPool: port.pool.id === 'none' ? (rule.poolIds.map(armName)[0] ?? null) : port.pool.name,
    };
  }
  const balancer = service.frontends.find((frontend) => frontend.family === port.family)?.placed?.loadBalancer.name;
  return {
    ...common,
    loadBalancer: balancer ?? null,
    protocol: port.expected?.protocol ?? port.port.protocol,
    frontendPort: port.expected?.frontendPort ?? port.port.port,
    backendPort: port.expected?.backendPort ?? port.port.port,
    floatingIP: port.expected?.enableFloatingIP ?? true,
    backendPool: port.expected?.poolName ?? null,
  };
}

function probeBody({ probe }: PortModel): RuleReport['probe'] {
  if (probe === null) return null;
  const { name, protocol, port, path, intervalSeconds, threshold } = probe;
  return { name, protocol, port, path, intervalSeconds, threshold };
}

function detectBody({ probe }: PortModel): RuleReport['detect'] {
  if (probe === null) return null;
  return {
    explicitSeconds: [...explicitMarkDownSeconds(probe)],
    silentSeconds: [...silentMarkDownSeconds(probe)],
    recoverySeconds: [...markUpSeconds(probe)],
  };
}

/** Null: nobody was asked, or no answer is young enough. Nodes without a value are in neither number. */
function observedBody(observations: Observations): RuleReport['observed'] {
  const all = [...observations.values()];
  const newest =
    all
      .map((seen) => seen.observedAt)
      .toSorted()
      .at(-1) ?? '';
  const first = all[0];
  if (!first) return null;
  return {
    up: all.filter((seen) => seen.state === 'up').length,
    down: all.filter((seen) => seen.state === 'down').length,
    source: first.source.startsWith('Azure') ? 'azure' : 'nodes',
    observedAt: newest,
  };
}
