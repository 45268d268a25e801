import type { Finding, ListedFinding } from '../../report/finding.ts';
import type { Service } from '../../snapshot/service.ts';
import type { ClusterModel } from '../cluster/cluster-model.ts';
import { worstFirst } from '../findings/severity-order.ts';
import { sinceOf } from '../findings/since-of.ts';
import type { ServiceModel } from '../service/service-model.ts';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import type { Acknowledgement } from './acknowledgement.ts';
import { parseAnnotation } from './parse-annotation.ts';

const NONE: readonly ListedFinding[] = [];

/** Findings as they are listed: dated, worst first, acknowledged ones last. `service` null: they belong to no Service. */
export function listFindings(
  findings: readonly Finding[],
  service: ServiceModel | null,
  model: ClusterModel,
): readonly ListedFinding[] {
  if (findings.length === 0) return NONE;
  const { snapshot, settings } = model;
  const context = { cluster: snapshot.cluster, now: snapshot.takenAt };
  const dated = worstFirst(findings).map((finding) => ({ ...finding, since: sinceOf(finding, service, model) }));
  const acknowledgements = acknowledgementsOf(service?.service ?? null, settings.acknowledgements);
  return acknowledgeFindings(dated, acknowledgements, context);
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
