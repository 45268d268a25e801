import type { Finding, ListedFinding } from '../../report/finding.ts';
import type { Service } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { worstFirst } from '../findings/severity-order.ts';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import { parseAnnotation } from './parse-annotation.ts';

/** Findings as they are listed: worst first, acknowledged ones last. `service` null: they belong to no Service. */
export function listFindings(
  findings: readonly Finding[],
  service: Service | null,
  { snapshot, settings }: Pick<ClusterModel, 'snapshot' | 'settings'>,
): readonly ListedFinding[] {
  const context = { cluster: snapshot.cluster, now: snapshot.takenAt };
  return acknowledgeFindings(worstFirst(findings), acknowledgementsOf(service, settings.acknowledgements), context);
}

/** Those of the settings and of the Service's own annotation. */
export function acknowledgementsOf(
  service: Service | null,
  fromSettings: readonly Acknowledgement[],
): readonly Acknowledgement[] {
  if (service === null) return fromSettings;
  const own = parseAnnotation(service).acknowledgements;
  return own.length === 0 ? fromSettings : [...own, ...fromSettings];
}
