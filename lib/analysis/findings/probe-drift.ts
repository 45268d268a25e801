import { driftFindings } from './drift-findings.ts';
import type { ServiceFindingRule } from './finding-rule.ts';

/** docs/findings/probe-drift.md: the probe asks something else than the Service does. */
export const probeDrift: ServiceFindingRule = {
  code: 'probe-drift',
  kind: 'fault',
  check: (service, model) =>
    driftFindings(service, model, {
      code: 'probe-drift',
      breaks: 'The probe fails on nodes that could serve: new connections to them time out or go nowhere.',
      harmless: 'The load balancer notices failures sooner, later or by another sign than intended.',
      accepts: (drift) => drift.kind === 'probe' || drift.field === 'probe',
    }),
};
