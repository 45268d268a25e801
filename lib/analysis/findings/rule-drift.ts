import { driftFindings } from './drift-findings.ts';
import type { ServiceFindingRule } from './finding-rule.ts';

/** docs/findings/rule-drift.md: the rule differs from what the cloud controller would write. */
export const ruleDrift: ServiceFindingRule = {
  code: 'rule-drift',
  kind: 'fault',
  check: (service, model) =>
    driftFindings(service, model, {
      code: 'rule-drift',
      breaks:
        'Connections reach nodes on a port or address that kube-proxy does not serve: they time out although probes succeed.',
      harmless: 'Traffic flows, but not with the settings the Service asks for.',
      accepts: (drift) => drift.kind !== 'probe' && drift.field !== 'probe',
    }),
};
