import type { ResourceStatus, SourceStatus } from '../../snapshot/source-status.ts';
import { sourceStatus } from './source-status.ts';

/** The source of probe answers with the row of what was asked on the nodes; `probes` is what Azure's side says. */
export function withObserved(probes: SourceStatus, observed: ResourceStatus): SourceStatus {
  const isOff = observed.state === 'absent' && observed.error === null;
  if (isOff) return probes;
  const others = probes.resources.filter(({ resource }) => resource !== observed.resource);
  return sourceStatus([...others, observed], ['ruleHealth']);
}
